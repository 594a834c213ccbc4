import { Deployment, Tier } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { DeploymentRow } from '../tables';

/** A deployment with what its row has beside. */
export interface StoredDeployment {
  id: string;
  tier: Tier;
  deployment: Deployment;
}

/** Enters that a release came to an environment, once; the one before it is followed from then on. */
export async function recordArrival(
  trx: Knex.Transaction,
  { id, tier, deployment }: StoredDeployment,
): Promise<void> {
  const table = () => trx<DeploymentRow>('deployments');
  if (await table().where({ id }).first('id')) return;
  const { environment, appliedAt } = deployment;
  const former = await table()
    .where({ environment })
    .whereNull('followed_at')
    .first('document');
  await table()
    .where({ environment })
    .whereNull('followed_at')
    .update({ followed_at: appliedAt });
  // One that is created may have the name of one that is no more.
  const follows = former && deployment.kind !== 'create';
  const present: string | undefined =
    follows && JSON.parse(former.document).release;
  // A promotion that takes over what was pushed comes from the release before that.
  const from =
    present === deployment.release
      ? deployment.from
      : present ?? deployment.from;
  await table().insert({
    id,
    environment,
    tier,
    release_version: deployment.release,
    change_id: deployment.change ?? null,
    applied_at: appliedAt,
    outcome: deployment.outcome,
    failed_at: null,
    restored_at: null,
    ended_at: null,
    followed_at: null,
    settled_at: null,
    document: JSON.stringify({ ...deployment, from }),
  });
}

/** How a deployment begins. */
export function arrived(
  arrival: Pick<
    Deployment,
    'environment' | 'release' | 'from' | 'change' | 'kind' | 'appliedAt'
  >,
): Deployment {
  return {
    ...arrival,
    appliedAt: new Date(arrival.appliedAt).toISOString(),
    outcome: 'running',
    continuity: { verdict: 'pending', summary: 'Not verified yet' },
  };
}
