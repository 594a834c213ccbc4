import {
  Rollout,
  RolloutQuery,
  RolloutSummary,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments, whereReadable } from '../readModel';
import { RolloutItemRow, RolloutRow } from './tables';
import { withoutNames } from './withoutNames';

/** Where the next page begins: the newest rollout first. */
export interface RolloutPosition {
  createdAt: string;
  id: string;
}

export interface RolloutPage {
  items: RolloutSummary[];
  total: number;
  next?: RolloutPosition;
}

type StoredSummary = Omit<Rollout, 'items'>;

interface StepRow {
  rollout_id: string;
  step: string;
  /** 64 bit: a string in PostgreSQL. */
  count: string | number;
}

/** One page of the rollouts that concern an environment that the caller may read; of the others nothing is counted. */
export async function listRollouts(
  knex: Knex,
  query: RolloutQuery,
  options: { readable: ReadableEnvironments; after?: RolloutPosition },
): Promise<RolloutPage> {
  const { readable, after } = options;
  const items = () =>
    whereReadable(
      knex('rollout_items as i').join(
        'environments as e',
        'e.ref',
        'i.environment',
      ),
      readable,
    );
  const filtered = () => {
    const rows = knex<RolloutRow>('rollouts as r').whereExists(
      items().where('i.rollout_id', knex.ref('r.id')),
    );
    if (query.state) rows.where('r.state', query.state);
    if (query.release) rows.where('r.release_version', query.release);
    if (query.ring) rows.where('r.ring', query.ring);
    return rows;
  };
  const [{ count }] = await filtered().count({ count: '*' });
  const page = filtered()
    .select('r.id', 'r.created_at', 'r.document')
    .orderBy([
      { column: 'r.created_at', order: 'desc' },
      { column: 'r.id', order: 'desc' },
    ])
    .limit(query.limit + 1);
  if (after) {
    const { createdAt, id } = after;
    page.where(inner =>
      inner
        .where('r.created_at', '<', createdAt)
        .orWhere(same =>
          same.where('r.created_at', createdAt).where('r.id', '<', id),
        ),
    );
  }
  const rows: Pick<RolloutRow, 'id' | 'created_at' | 'document'>[] = await page;
  const shown = rows.slice(0, query.limit);
  const steps: StepRow[] = await items()
    .whereIn(
      'i.rollout_id',
      shown.map(({ id }) => id),
    )
    .groupBy('i.rollout_id', 'i.step')
    .select('i.rollout_id', 'i.step')
    .count({ count: '*' });
  const documents: StoredSummary[] = shown.map(row => JSON.parse(row.document));
  const hidden = await hiddenOf(knex, items, documents);
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    items: documents.map(({ timeline, ...summary }) => {
      const { id, because } = summary;
      const of = steps.filter(({ rollout_id }) => rollout_id === id);
      const counted = of.map(step => [step.step, Number(step.count)]);
      return {
        ...summary,
        ...(because && { because: withoutNames(because, hidden) }),
        steps: Object.fromEntries(counted),
      };
    }),
    total: Number(count),
    next: last && { createdAt: last.created_at, id: last.id },
  };
}

/** Environments that the caller may not read, of the rollouts that say why they stand still. */
async function hiddenOf(
  knex: Knex,
  readable: () => Knex.QueryBuilder,
  rollouts: readonly StoredSummary[],
): Promise<string[]> {
  const ids = rollouts.flatMap(({ id, because }) => (because ? [id] : []));
  return knex<RolloutItemRow>('rollout_items as o')
    .whereIn('o.rollout_id', ids)
    .whereNotIn(
      'o.environment',
      readable().whereIn('i.rollout_id', ids).select('i.environment'),
    )
    .distinct()
    .pluck('o.environment');
}
