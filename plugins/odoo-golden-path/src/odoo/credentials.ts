import { PREFIX } from '@plumbline/plugin-odoo-common';
import { fingerprint } from '../manifest/fingerprint';
import { RenderContext } from '../manifest/renderContext';
import { vaultUrlOf } from '../manifest/vaultUrl';
import {
  ODOO_CONF_FILE,
  SESSION_DATABASE_URI_KEY,
  odooConfTemplate,
  sessionDatabaseUri,
} from './odooConf';

/** On what is made from the vault: which fetch of it this is. */
export const CREDENTIALS_ANNOTATION = `${PREFIX}/credentials`;

/**
 * Which fetch from the vault an environment runs on. It differs whenever External Secrets reads the vault again:
 * with a restart by change, and with any change of what is read or of the labels.
 */
export function credentialsVersion(context: RenderContext): string {
  const { labels, spec, plan, database, platform, vault } = context;
  return fingerprint(
    JSON.stringify([
      spec.restartedAt,
      labels,
      vaultUrlOf(platform, vault),
      odooConfTemplate(plan.workersPerPod, database),
      sessionDatabaseUri(database),
    ]),
  );
}

/**
 * The keys of the Secrets, each with the version in its name: a pod that wants a version cannot start before External
 * Secrets has fetched it. Nothing else orders the two: Argo CD takes an ExternalSecret that it has just changed
 * for healthy by what was before, and Flux waits for nothing.
 */
export function credentialKeys(context: RenderContext) {
  const version = credentialsVersion(context);
  return {
    conf: `${ODOO_CONF_FILE}.${version}`,
    sessionDatabaseUri: `${SESSION_DATABASE_URI_KEY}.${version}`,
    /** CloudNativePG knows the password by one name alone, and takes a new one up by itself. */
    password:
      context.database.kind === 'cloudnative-pg'
        ? 'password'
        : `password.${version}`,
  };
}
