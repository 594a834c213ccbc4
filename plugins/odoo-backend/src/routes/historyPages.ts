import {
  HistoryQuery,
  historyQuerySchema,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { TransitionPosition } from '../readModel';
import { decodeCursor, encodeCursor } from './cursor';

const cursorSchema = z.strictObject({
  query: historyQuerySchema.omit({ cursor: true, limit: true }),
  after: z.strictObject({ at: z.iso.datetime(), id: z.int().min(0) }),
});

/** Keeps the filter of the first page. */
export function historyCursor(
  { cursor, limit, ...query }: HistoryQuery,
  after: TransitionPosition | undefined,
): string | undefined {
  return after && encodeCursor({ query, after });
}

export function resumeHistory(query: HistoryQuery): {
  query: HistoryQuery;
  after?: TransitionPosition;
} {
  if (query.cursor === undefined) return { query };
  const resumed = decodeCursor(cursorSchema, query.cursor);
  return {
    query: { ...resumed.query, limit: query.limit },
    after: resumed.after,
  };
}
