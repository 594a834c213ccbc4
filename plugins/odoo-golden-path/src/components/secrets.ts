import { Manifest } from '../manifest/manifest';
import { DATABASE_NAME, OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import {
  ODOO_CONF_FILE,
  SESSION_DATABASE_URI_KEY,
  SESSION_DATABASE_URI_TEMPLATE,
  odooConfTemplate,
} from '../odoo/odooConf';
import { SERVICE_ACCOUNTS } from './identity';
import { vaultSecret, vaultStore } from './vault';

/** Names of the secrets in the environment's own vault. */
const ADMIN_PASSWORD = { adminPassword: 'odoo-admin-password' };
const DATABASE_PASSWORD = { databasePassword: 'odoo-database-password' };

/**
 * The vault, and the two secrets that are made from it: `odoo.conf` and the database's login. Both
 * hold data: a Secret goes with its ExternalSecret, and with it the way into the database.
 */
export function secretsComponent(context: RenderContext): Manifest[] {
  return [
    vaultStore(context, SERVICE_ACCOUNTS.vaultReader),
    vaultSecret(context, {
      name: OBJECT_NAMES.odooConfSecret,
      keys: { ...ADMIN_PASSWORD, ...DATABASE_PASSWORD },
      template: {
        data: {
          [ODOO_CONF_FILE]: odooConfTemplate(context.plan.workersPerPod),
          [SESSION_DATABASE_URI_KEY]: SESSION_DATABASE_URI_TEMPLATE,
        },
      },
      holdsData: true,
    }),
    vaultSecret(context, {
      name: OBJECT_NAMES.databaseSecret,
      keys: DATABASE_PASSWORD,
      template: {
        type: 'kubernetes.io/basic-auth',
        // CloudNativePG changes the role's password when a secret with this label changes.
        metadata: { labels: { 'cnpg.io/reload': 'true' } },
        data: {
          username: DATABASE_NAME,
          password: '{{ .databasePassword }}',
        },
      },
      holdsData: true,
    }),
  ];
}
