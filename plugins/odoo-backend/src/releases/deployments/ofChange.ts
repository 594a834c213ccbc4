import { Deployment } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeRecord } from '../../change/ChangeRecord';
import { StoredDeployment, arrived, recordArrival } from './recordArrival';

const BRINGING = ['create', 'update', 'promote', 'roll-back'] as const;
const isBringing = (kind: string): kind is (typeof BRINGING)[number] =>
  (BRINGING as readonly string[]).includes(kind);

/** The deployment that a change makes; undefined when its commit is not there (yet) or brings no other release. */
export function deploymentOfChange(
  record: ChangeRecord,
): StoredDeployment | undefined {
  const { id, kind, environment, spec, baseSpec, timeline } = record;
  const applied = timeline.findLast(({ state }) => state === 'applied');
  const release = spec.odoo.release;
  const from = baseSpec?.odoo.release;
  if (!applied || !isBringing(kind) || release === from) return undefined;
  const deployment: Deployment = arrived({
    environment,
    release,
    from,
    change: id,
    kind,
    appliedAt: applied.at,
  });
  return { id, tier: spec.tier, deployment };
}

/** Enters the deployment of a change in the transaction that says that its commit has arrived. */
export async function keepDeployment(
  trx: Knex.Transaction,
  record: ChangeRecord,
): Promise<void> {
  if (record.state !== 'reconciling') return;
  const made = deploymentOfChange(record);
  if (made) await recordArrival(trx, made);
}
