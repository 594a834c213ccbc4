import { gitopsKindOf } from '../gitops/gitopsEntry';
import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { ObjectContext } from '../manifest/objectContext';
import { vaultUrlOf } from '../manifest/vaultUrl';

/** The environment's own vault, read by External Secrets as this service account. */
export function vaultStore(
  context: ObjectContext,
  serviceAccount: string,
  name: string = OBJECT_NAMES.secretStore,
): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: metadataOf(context, {
      name,
      component: 'secrets',
      wave: 'secrets',
    }),
    spec: {
      provider: {
        azurekv: {
          authType: 'WorkloadIdentity',
          vaultUrl: vaultUrlOf(context.platform, context.vault),
          serviceAccountRef: { name: serviceAccount },
        },
      },
    },
  };
}

export interface VaultSecret {
  name: string;
  /** Names in the vault by key of the Secret. */
  keys: Readonly<Record<string, string>>;
  template?: ManifestFields;
  holdsData?: true;
  /**
   * Pods of before start from it until those of now are there. Argo CD prunes it when all else is healthy; Flux prunes
   * before it waits, so that there the Secret stays behind, and one that comes back is fetched anew.
   */
  leavesLast?: true;
  /** Absent: the store that every namespace has. */
  store?: string;
  /** Read from the vault once for each version, never by the clock; absent: as often as the platform says. */
  version?: string;
}

/** A Secret that External Secrets makes from the vault. */
export function vaultSecret(
  context: ObjectContext,
  {
    name,
    keys,
    template,
    holdsData,
    leavesLast,
    store = OBJECT_NAMES.secretStore,
    version,
  }: VaultSecret,
): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadataOf(context, {
      name,
      component: 'secrets',
      wave: 'secrets',
      holdsData,
      ...(leavesLast && {
        annotations: { 'argocd.argoproj.io/sync-options': 'PruneLast=true' },
      }),
    }),
    spec: {
      ...(version
        ? { refreshPolicy: 'OnChange', refreshInterval: '0s' }
        : { refreshInterval: context.platform.secrets.refreshInterval }),
      secretStoreRef: { kind: 'SecretStore', name: store },
      target: {
        name,
        creationPolicy:
          leavesLast && gitopsKindOf(context) === 'flux' ? 'Orphan' : 'Owner',
        ...(template && { template: { engineVersion: 'v2', ...template } }),
      },
      data: Object.entries(keys).map(([secretKey, key]) => ({
        secretKey,
        remoteRef: { key },
      })),
    },
  };
}
