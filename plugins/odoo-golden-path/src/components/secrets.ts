import { Manifest, ManifestFields } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { DATABASE_NAME, OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import {
  ODOO_CONF_FILE,
  SESSION_DATABASE_URI_KEY,
  SESSION_DATABASE_URI_TEMPLATE,
  odooConfTemplate,
} from '../odoo/odooConf';
import { SERVICE_ACCOUNTS } from './identity';

/** Names of the secrets in the environment's own vault. */
const VAULT_KEYS = {
  adminPassword: 'odoo-admin-password',
  databasePassword: 'odoo-database-password',
} as const;
type VaultKey = keyof typeof VAULT_KEYS;

/** The vault, and the two secrets that are made from it: `odoo.conf` and the database's login. */
export function secretsComponent(context: RenderContext): Manifest[] {
  return [
    secretStore(context),
    externalSecret(
      context,
      OBJECT_NAMES.odooConfSecret,
      ['adminPassword', 'databasePassword'],
      {
        data: {
          [ODOO_CONF_FILE]: odooConfTemplate(context.plan.workersPerPod),
          [SESSION_DATABASE_URI_KEY]: SESSION_DATABASE_URI_TEMPLATE,
        },
      },
    ),
    externalSecret(context, OBJECT_NAMES.databaseSecret, ['databasePassword'], {
      type: 'kubernetes.io/basic-auth',
      // CloudNativePG changes the role's password when a secret with this label changes.
      metadata: { labels: { 'cnpg.io/reload': 'true' } },
      data: {
        username: DATABASE_NAME,
        password: '{{ .databasePassword }}',
      },
    }),
  ];
}

function secretStore(context: RenderContext): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: metadataOf(context, {
      name: OBJECT_NAMES.secretStore,
      component: 'secrets',
      wave: 'secrets',
    }),
    spec: {
      provider: {
        azurekv: {
          authType: 'WorkloadIdentity',
          vaultUrl: context.platform.secrets.vaultUrl.replaceAll(
            '{name}',
            context.name,
          ),
          serviceAccountRef: { name: SERVICE_ACCOUNTS.vaultReader },
        },
      },
    },
  };
}

function externalSecret(
  context: RenderContext,
  name: string,
  keys: readonly VaultKey[],
  template: ManifestFields,
): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: metadataOf(context, {
      name,
      component: 'secrets',
      wave: 'secrets',
      // Its Secret goes with it, and with the Secret the way into the database.
      holdsData: true,
    }),
    spec: {
      refreshInterval: context.platform.secrets.refreshInterval,
      secretStoreRef: { kind: 'SecretStore', name: OBJECT_NAMES.secretStore },
      target: {
        name,
        creationPolicy: 'Owner',
        template: { engineVersion: 'v2', ...template },
      },
      data: keys.map(key => ({
        secretKey: key,
        remoteRef: { key: VAULT_KEYS[key] },
      })),
    },
  };
}
