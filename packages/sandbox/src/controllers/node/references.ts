import type { ClusterStore, GroupKind } from '../../kubernetes';
import { KINDS, type Container, type Pod, type Volume } from '../runtime';

interface Reference {
  kind: GroupKind;
  name: string;
  optional?: boolean;
  /** Of a Secret, what must be in it. */
  keys?: string[];
}

function sourcesOf(volume: Volume): Reference[] {
  const { secret, configMap, projected, persistentVolumeClaim } = volume;
  return [
    ...(secret
      ? [
          {
            kind: KINDS.secret,
            name: secret.secretName,
            optional: secret.optional,
            keys: secret.items?.map(({ key }) => key),
          },
        ]
      : []),
    ...(configMap ? [{ kind: KINDS.configMap, ...configMap }] : []),
    ...(persistentVolumeClaim
      ? [{ kind: KINDS.volumeClaim, name: persistentVolumeClaim.claimName }]
      : []),
    ...(projected?.sources ?? []).flatMap(source => [
      ...(source.secret ? [{ kind: KINDS.secret, ...source.secret }] : []),
      ...(source.configMap
        ? [{ kind: KINDS.configMap, ...source.configMap }]
        : []),
    ]),
  ];
}

const NAMES: Record<string, string> = {
  Secret: 'secret',
  ConfigMap: 'configmap',
  PersistentVolumeClaim: 'persistentvolumeclaim',
};

/** The first object that is not there, or that lacks a key. */
function missing(
  store: ClusterStore,
  namespace: string | undefined,
  references: readonly Reference[],
): { what: string; name: string; key?: string } | undefined {
  for (const { kind, name, optional, keys = [] } of references) {
    if (optional) continue;
    const found = store.stored(kind, namespace, name);
    const what = NAMES[kind.kind];
    if (!found) return { what, name };
    // In its text: every pod asks this again and again, and parsing a Secret takes far longer.
    const key = keys.find(
      candidate => !found.json.includes(`${JSON.stringify(candidate)}:`),
    );
    if (key !== undefined) return { what, name, key };
  }
  return undefined;
}

/** Why a pod's volumes cannot be mounted, in kubelet's words; undefined when they can. */
export function mountError(store: ClusterStore, pod: Pod): string | undefined {
  const { namespace } = pod.metadata;
  for (const volume of pod.spec.volumes ?? []) {
    const absent = missing(store, namespace, sourcesOf(volume));
    if (absent) {
      const why =
        absent.key === undefined
          ? `${absent.what} "${absent.name}" not found`
          : `references non-existent secret key: ${absent.key}`;
      return `MountVolume.SetUp failed for volume "${volume.name}" : ${why}`;
    }
  }
  return undefined;
}

/** Why a container's environment cannot be made; undefined when it can. */
export function environmentError(
  store: ClusterStore,
  pod: Pod,
  container: Container,
): string | undefined {
  const references = [
    ...(container.envFrom ?? []).flatMap(({ secretRef, configMapRef }) => [
      ...(secretRef ? [{ kind: KINDS.secret, ...secretRef }] : []),
      ...(configMapRef ? [{ kind: KINDS.configMap, ...configMapRef }] : []),
    ]),
    ...(container.env ?? []).flatMap(({ valueFrom = {} }) => [
      ...(valueFrom.secretKeyRef
        ? [
            {
              kind: KINDS.secret,
              ...valueFrom.secretKeyRef,
              keys: [valueFrom.secretKeyRef.key],
            },
          ]
        : []),
      ...(valueFrom.configMapKeyRef
        ? [{ kind: KINDS.configMap, ...valueFrom.configMapKeyRef }]
        : []),
    ]),
  ];
  const { namespace } = pod.metadata;
  const absent = missing(store, namespace, references);
  if (absent?.key === undefined) {
    return absent && `${absent.what} "${absent.name}" not found`;
  }
  return `couldn't find key ${absent.key} in Secret ${namespace}/${absent.name}`;
}

/** A claim that a pod mounts and that has no volume yet. */
export function unboundClaim(
  store: ClusterStore,
  pod: Pod,
): string | undefined {
  return (pod.spec.volumes ?? [])
    .map(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName)
    .find(name => {
      if (name === undefined) return false;
      const claim = store.get(KINDS.volumeClaim, pod.metadata.namespace, name);
      return claim?.status?.phase !== 'Bound';
    });
}
