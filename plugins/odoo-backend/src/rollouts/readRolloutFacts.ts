import {
  Deployment,
  ItemFacts,
  Rollout,
  RolloutFacts,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeRecord } from '../change/ChangeRecord';
import { fromRow } from '../change/store/changeRow';
import { ChangeRow } from '../change/store/tables';
import { batches } from '../readModel';
import { keptBackBy } from '../releases/keptBackBy';
import { DeploymentRow } from '../releases/tables';

/** How the changes of a rollout and what they brought do: two statements for some hundred environments. */
export async function readRolloutFacts(
  knex: Knex,
  { items }: Rollout,
  now: Date,
): Promise<RolloutFacts> {
  const facts = new Map<string, ItemFacts>();
  const relevant = items.filter(
    ({ change, step }) =>
      change !== undefined && (step === 'proposed' || step === 'verified'),
  );
  for (const batch of batches(relevant.flatMap(({ change }) => change ?? []))) {
    const changes = await knex<ChangeRow>('changes')
      .whereIn('id', batch)
      .select('document', 'version');
    const deployments = new Map(
      (
        await knex<DeploymentRow>('deployments')
          .whereIn('change_id', batch)
          .select('change_id', 'document')
      ).map((row): [string | null, Deployment] => [
        row.change_id,
        JSON.parse(row.document),
      ]),
    );
    for (const row of changes) {
      const { record } = fromRow(row);
      facts.set(record.environment, {
        changeState: record.state,
        waitsFor: waitsFor(record),
        deployment: deployments.get(record.id),
      });
    }
  }
  return { now, items: facts };
}

function waitsFor(record: ChangeRecord): string | undefined {
  const { state, awaiting, timeline } = record;
  if (state === 'blocked') return keptBackBy(record);
  if (state === 'awaiting-approval') return 'Approvals';
  if (state === 'done') return 'The deployment to be judged';
  return awaiting?.what ?? timeline.at(-1)?.note;
}
