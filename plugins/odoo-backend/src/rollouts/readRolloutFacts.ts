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
import { EnvironmentRow } from '../readModel/tables';
import { keptBackBy } from '../releases/keptBackBy';
import { DeploymentRow } from '../releases/tables';

/** How the changes of a rollout and what they brought do: four statements for some hundred environments. */
export async function readRolloutFacts(
  knex: Knex,
  { items, state }: Rollout,
  now: Date,
): Promise<RolloutFacts> {
  const facts = new Map<string, ItemFacts>();
  const relevant = items.flatMap(({ environment, change, step }) =>
    change !== undefined && (step === 'proposed' || step === 'verified')
      ? [{ environment, change }]
      : [],
  );
  for (const some of batches(relevant)) {
    const batch = some.map(({ change }) => change);
    const changes = await knex<ChangeRow>('changes')
      .whereIn('id', batch)
      .select('document', 'version');
    const rows = await knex<DeploymentRow>('deployments')
      .whereIn('change_id', batch)
      .select('change_id', 'settled_at', 'document');
    const deployments = new Map(rows.map(row => [row.change_id, row]));
    const followed = await readFollowed(knex, batch);
    const refs = new Set<string>(
      await knex<EnvironmentRow>('environments')
        .whereIn(
          'ref',
          some.map(({ environment }) => environment),
        )
        .pluck('ref'),
    );
    for (const row of changes) {
      const { record } = fromRow(row);
      facts.set(record.environment, {
        changeState: record.state,
        waitsFor: waitsFor(record, state),
        deployment: toFact(deployments.get(record.id)),
        followed: followed.get(record.id),
        isGone: !refs.has(record.environment),
      });
    }
  }
  return { now, items: facts };
}

type Told = Pick<DeploymentRow, 'settled_at' | 'document'>;

function toFact(row: Told | undefined): ItemFacts['deployment'] {
  if (!row) return undefined;
  const deployment: Deployment = JSON.parse(row.document);
  return { ...deployment, settled: row.settled_at !== null };
}

/** What came after the releases that changes brought; a release that is what was there before takes it back. */
async function readFollowed(
  knex: Knex,
  changes: readonly string[],
): Promise<Map<string, NonNullable<ItemFacts['followed']>>> {
  const rows: { change: string; brought: string; next: string }[] = await knex(
    'deployments as d',
  )
    .join('deployments as n', join =>
      join
        .on('n.environment', 'd.environment')
        .andOn('n.applied_at', 'd.followed_at'),
    )
    .whereIn('d.change_id', [...changes])
    .select('d.change_id as change', 'd.document as brought')
    .select('n.document as next');
  return new Map(
    rows.map(row => {
      const brought: Deployment = JSON.parse(row.brought);
      const { kind, release, appliedAt }: Deployment = JSON.parse(row.next);
      const back = kind === 'roll-back' || release === brought.from;
      return [row.change, { at: appliedAt, back }];
    }),
  );
}

function waitsFor(
  record: ChangeRecord,
  rollout: Rollout['state'],
): string | undefined {
  const { state, awaiting, timeline } = record;
  if (state === 'approved' && rollout === 'paused') {
    return 'The rollout to go on';
  }
  if (state === 'blocked') return keptBackBy(record);
  if (state === 'awaiting-approval') return 'Approvals';
  if (state === 'done') return 'The deployment to be judged';
  return awaiting?.what ?? timeline.at(-1)?.note;
}
