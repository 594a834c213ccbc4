import { Manifest } from '../manifest/manifest';
import { ObjectContext } from '../manifest/objectContext';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import {
  CREDENTIALS_ANNOTATION,
  credentialsVersion,
  odooConfSecretOf,
  passwordKeyOf,
} from '../odoo/credentials';
import {
  ODOO_CONF_FILE,
  SESSION_DATABASE_URI_KEY,
  odooConfTemplate,
  sessionDatabaseUri,
} from '../odoo/odooConf';
import { SERVICE_ACCOUNTS } from './identity';
import { VaultSecret, vaultSecret, vaultStore } from './vault';

/** Names of the secrets in the environment's own vault. */
const ADMIN_PASSWORD = { adminPassword: 'odoo-admin-password' };
const DATABASE_PASSWORD = { databasePassword: 'odoo-database-password' };

const ADMINISTRATOR_PASSWORD = {
  password: 'odoo-database-admin-password',
};

/**
 * The vault, and the secrets that are made from it: `odoo.conf`, and of an own database its logins. They
 * hold data: a Secret goes with its ExternalSecret, and with it the way into the database.
 */
export function secretsComponent(context: RenderContext): Manifest[] {
  const { database } = context;
  return [
    vaultStore(context, SERVICE_ACCOUNTS.vaultReader),
    // The newest one, for what starts by the clock and for pods of before there were versions.
    odooConf(context, { name: OBJECT_NAMES.odooConfSecret, holdsData: true }),
    odooConf(context, { name: odooConfSecretOf(context), leavesLast: true }),
    ...databaseSecretNames(context).map(name =>
      name === OBJECT_NAMES.databaseSecret
        ? databaseLogin(context, { name, user: database.name })
        : administratorLogin(context),
    ),
  ];
}

function odooConf(
  context: RenderContext,
  options: Pick<VaultSecret, 'name' | 'holdsData' | 'leavesLast'>,
): Manifest {
  const { plan, database } = context;
  const version = credentialsVersion(context);
  return vaultSecret(context, {
    ...options,
    keys: { ...ADMIN_PASSWORD, ...DATABASE_PASSWORD },
    version,
    template: {
      metadata: { annotations: { [CREDENTIALS_ANNOTATION]: version } },
      data: {
        [ODOO_CONF_FILE]: odooConfTemplate(plan.workersPerPod, database),
        [SESSION_DATABASE_URI_KEY]: sessionDatabaseUri(database),
      },
    },
  });
}

/** Logins of the environment's own database; those of a shared one are with the server. */
export function databaseSecretNames({
  database: { kind, server },
}: Pick<RenderContext, 'database'>): string[] {
  if (server) return [];
  return kind === 'flexible-server'
    ? [OBJECT_NAMES.databaseSecret, OBJECT_NAMES.databaseAdminSecret]
    : [OBJECT_NAMES.databaseSecret];
}

/** Password of the administrator of a Flexible Server, from the vault of whose server it is. */
export function administratorLogin(context: ObjectContext): Manifest {
  return vaultSecret(context, {
    name: OBJECT_NAMES.databaseAdminSecret,
    keys: ADMINISTRATOR_PASSWORD,
    holdsData: true,
  });
}

/**
 * The role with which Odoo comes to its database. Fetched when Odoo's own copy is, never alone: a password that
 * reached the server at an hour of its own would lock out the pods that run with the one before.
 */
export function databaseLogin(
  context: RenderContext,
  { name, user, store }: { name: string; user: string; store?: string },
): Manifest {
  const version = credentialsVersion(context);
  return vaultSecret(context, {
    name,
    store,
    version,
    keys: DATABASE_PASSWORD,
    template: {
      type: 'kubernetes.io/basic-auth',
      // CloudNativePG changes the role's password when a secret with this label changes.
      metadata: {
        labels: { 'cnpg.io/reload': 'true' },
        annotations: { [CREDENTIALS_ANNOTATION]: version },
      },
      data: {
        username: user,
        [passwordKeyOf(context)]: '{{ .databasePassword }}',
      },
    },
    holdsData: true,
  });
}
