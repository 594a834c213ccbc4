import { ChangeQuery, ChangeSummary } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReadableEnvironments, whereReadable } from '../../readModel';
import { ChangeRow } from './tables';

/** Where the next page begins: the newest change first. */
export interface ChangePosition {
  createdAt: string;
  id: string;
}

export interface ChangePage<T> {
  items: T[];
  total: number;
  next?: ChangePosition;
}

/** One page of the changes of environments that the caller may read: two statements, whatever their number. */
export async function listChanges(
  knex: Knex,
  query: ChangeQuery,
  options: {
    readable: ReadableEnvironments;
    requester?: string;
    after?: ChangePosition;
  },
): Promise<ChangePage<ChangeSummary>> {
  const { readable, requester, after } = options;
  const filtered = () => {
    const rows = whereReadable(knex('changes as c'), readable, 'c');
    if (query.state) rows.whereIn('c.state', query.state);
    if (query.environment) rows.where('c.environment', query.environment);
    if (query.kind) rows.where('c.kind', query.kind);
    if (query.parent) rows.where('c.parent', query.parent);
    if (query.followUp) rows.where('c.follow_ups', '>', 0);
    if (requester) rows.where('c.requester', requester);
    return rows;
  };

  const [{ count }] = await filtered().count({ count: '*' });
  const page = filtered()
    .select<Pick<ChangeRow, 'id' | 'created_at' | 'summary'>[]>(
      'c.id',
      'c.created_at',
      'c.summary',
    )
    .orderBy([
      { column: 'c.created_at', order: 'desc' },
      { column: 'c.id', order: 'desc' },
    ])
    .limit(query.limit + 1);
  if (after) {
    const { createdAt, id } = after;
    page.where(inner =>
      inner
        .where('c.created_at', '<', createdAt)
        .orWhere(same =>
          same.where('c.created_at', createdAt).where('c.id', '<', id),
        ),
    );
  }
  const rows: Pick<ChangeRow, 'id' | 'created_at' | 'summary'>[] = await page;
  const last = rows.length > query.limit ? rows[query.limit - 1] : undefined;
  return {
    items: rows.slice(0, query.limit).map(({ summary }) => JSON.parse(summary)),
    total: Number(count),
    next: last && { createdAt: last.created_at, id: last.id },
  };
}
