import {
  HistoryQuery,
  ObservedStatus,
  ProbeId,
  Transition,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { historyBegins } from '../history/historyBegins';
import { TransitionRow } from './tables';

/** Where the next page begins: before this moment and id. */
export interface TransitionPosition {
  at: string;
  id: number;
}

export interface TransitionPage {
  items: Transition[];
  total: number;
  next?: TransitionPosition;
}

/** One page of an environment's transitions, the newest first. */
export async function listTransitions(
  knex: Knex,
  ref: string,
  query: HistoryQuery,
  after?: TransitionPosition,
): Promise<TransitionPage> {
  const begins = await historyBegins(knex, ref);
  const filtered = () => {
    const builder = knex<TransitionRow>('transitions').where({
      environment: ref,
    });
    if (begins) builder.where('at', '>', begins);
    if (query.probe) builder.where('probe', query.probe);
    if (query.from) builder.where('at', '>=', utc(query.from));
    if (query.to) builder.where('at', '<', utc(query.to));
    return builder;
  };
  const [counted] = await filtered().count({ count: '*' });

  const page = filtered()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (after) {
    page.where(inner =>
      inner
        .where('at', '<', after.at)
        .orWhere(tie => tie.where('at', after.at).where('id', '<', after.id)),
    );
  }
  const rows = await page;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toTransition),
    total: Number(counted.count),
    next:
      last && rows.length > query.limit
        ? { at: last.at, id: Number(last.id) }
        : undefined,
  };
}

/** Stored times have milliseconds; others would not compare as text. */
function utc(time: string): string {
  return new Date(time).toISOString();
}

function toTransition(row: TransitionRow): Transition {
  return {
    probe: row.probe as ProbeId,
    from: (row.from_status ?? undefined) as ObservedStatus | undefined,
    to: row.to_status as ObservedStatus,
    at: row.at,
    summary: row.summary,
  };
}
