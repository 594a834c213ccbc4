import { UpgradeChange } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ChangeRecord } from '../change/ChangeRecord';
import { fromRow } from '../change/store/changeRow';
import { ChangeRow } from '../change/store/tables';
import { keptBackBy } from '../releases/keptBackBy';

/** The changes of some series upgrades, by its id, the oldest first. */
export async function readUpgradeChanges(
  knex: Knex,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UpgradeChange[]>> {
  const rows = await knex<ChangeRow>('changes')
    .whereIn('parent', ids)
    .orderBy(['created_at', 'id'])
    .select('document', 'version');
  const records = rows.map(row => fromRow(row).record);
  return new Map(
    ids.map(id => [
      id,
      records.filter(({ parent }) => parent === id).map(toUpgradeChange),
    ]),
  );
}

function toUpgradeChange(record: ChangeRecord): UpgradeChange {
  const { id, environment, kind, state, authors, timeline, spec } = record;
  const { at } = timeline.findLast(entry => entry.state === state) ?? {};
  return {
    id,
    environment,
    kind,
    state,
    since: at ?? record.updatedAt,
    authors,
    schedule: spec.schedule,
    copiedAt: spec.copyOf?.at,
    appliedAt: timeline.find(entry => entry.state === 'applied')?.at,
    note: noteOf(record),
  };
}

function noteOf(record: ChangeRecord): string | undefined {
  const { state, awaiting, conclusion, timeline } = record;
  if (state === 'blocked') return keptBackBy(record);
  if (state === 'awaiting-approval') return 'Waits for approvals';
  return awaiting?.what ?? conclusion?.note ?? timeline.at(-1)?.note;
}
