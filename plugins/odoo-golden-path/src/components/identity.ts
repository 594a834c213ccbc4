import { Manifest } from '../manifest/manifest';
import { metadataOf } from '../manifest/metadata';
import { ObjectContext } from '../manifest/objectContext';
import { RenderContext } from '../manifest/renderContext';

/** One account for each use, so that what Odoo runs can neither read the vault nor the backups. */
export const SERVICE_ACCOUNTS = {
  /** Web, websocket and cron pods. */
  odoo: 'odoo',
  migration: 'odoo-migrate',
  /** External Secrets reads the vault as this one. */
  vaultReader: 'odoo-vault-reader',
} as const;

/**
 * Service accounts without a token in the pod. CloudNativePG makes the database's own account.
 *
 * Which Azure identity stands behind `vaultReader` and the database's account is not known to a
 * spec: the annotation `azure.workload.identity/client-id` belongs to whatever makes the identity
 * and its federated credential, and is not rendered here.
 */
export function identityComponent(context: RenderContext): Manifest[] {
  return Object.values(SERVICE_ACCOUNTS).map(name =>
    serviceAccount(context, name),
  );
}

export function serviceAccount(context: ObjectContext, name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(context, {
      name,
      component: 'identity',
      wave: 'guardrails',
    }),
    automountServiceAccountToken: false,
  };
}
