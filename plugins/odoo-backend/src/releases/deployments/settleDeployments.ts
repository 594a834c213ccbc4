import { Deployment, judgeDeployment } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { DeploymentRow } from '../tables';
import { FactSources, readFacts } from './readFacts';

/** Deployments that are read together; the next run goes on after them. */
const AT_ONCE = 200;
const BATCHES_A_RUN = 5;

/**
 * Judges the deployments that may still turn out otherwise, some of them in each run, all of them in turn. Costs what
 * is open, not what is there.
 *
 * @param after - where the former run ended
 * @returns where the next run begins
 */
export async function settleDeployments(
  sources: FactSources,
  after: string,
  now: Date,
): Promise<string> {
  let position = after;
  for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
    const rows = await sources
      .knex<DeploymentRow>('deployments')
      .whereNull('settled_at')
      .where('id', '>', position)
      .orderBy('id')
      .limit(AT_ONCE);
    const facts = await readFacts(sources, rows, now);
    for (const row of rows) {
      const known = facts.get(row.id);
      if (known) await settle(sources.knex, row, known);
    }
    if (rows.length < AT_ONCE) return '';
    position = rows[rows.length - 1].id;
  }
  return position;
}

async function settle(
  knex: Knex,
  row: DeploymentRow,
  facts: Parameters<typeof judgeDeployment>[1],
): Promise<void> {
  const before: Deployment = JSON.parse(row.document);
  const { deployment, settled } = judgeDeployment(before, facts);
  const document = JSON.stringify(deployment);
  if (document === row.document && !settled) return;
  await knex<DeploymentRow>('deployments')
    .where({ id: row.id })
    .update({
      document,
      outcome: deployment.outcome,
      failed_at: deployment.failedAt ?? null,
      restored_at: deployment.restoredAt ?? null,
      ended_at: endOf(deployment, facts.watched),
      settled_at: settled ? facts.now.toISOString() : null,
    });
}

/** When it was known how it did; what was there before anybody watched counts for nothing. */
function endOf(
  { outcome, verifiedAt, failedAt }: Deployment,
  watched: boolean,
): string | null {
  if (!watched) return null;
  if (outcome === 'failed') return failedAt ?? null;
  return outcome === 'verified' ? verifiedAt ?? null : null;
}
