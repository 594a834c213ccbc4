import { PREFIX } from '@plumbline/plugin-odoo-common';
import { fingerprint } from '../manifest/fingerprint';
import { OBJECT_NAMES } from '../manifest/objectNames';
import { RenderContext } from '../manifest/renderContext';
import { vaultUrlOf } from '../manifest/vaultUrl';
import { odooConfTemplate, sessionDatabaseUri } from './odooConf';

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
 * The Secret that Odoo's pods start from, one for each version: a pod that wants a version cannot start before
 * External Secrets has fetched it. Nothing else orders the two: Argo CD takes an ExternalSecret that it has just
 * changed for healthy by what was before, and Flux waits for nothing. Never a key of a common Secret: External
 * Secrets takes away the keys that a template no longer has, and with them what lets a pod of before start again.
 */
export const odooConfSecretOf = (context: RenderContext): string =>
  `${OBJECT_NAMES.odooConfSecret}-${credentialsVersion(context)}`;

/**
 * Under which key a login has the password. CloudNativePG knows it by one name alone, and takes a new one up by
 * itself; the Job that sets it on a Flexible Server waits for its version.
 */
export const passwordKeyOf = (context: RenderContext): string =>
  context.database.kind === 'cloudnative-pg'
    ? 'password'
    : `password.${credentialsVersion(context)}`;
