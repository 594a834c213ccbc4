import { RolloutQuery, RolloutSummary } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments, whereReadable } from '../readModel';
import { RolloutRow } from './tables';

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
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(row => {
      const { timeline, ...summary } = JSON.parse(row.document);
      const of = steps.filter(({ rollout_id }) => rollout_id === row.id);
      const counted = of.map(step => [step.step, Number(step.count)]);
      return { ...summary, steps: Object.fromEntries(counted) };
    }),
    total: Number(count),
    next: last && { createdAt: last.created_at, id: last.id },
  };
}
