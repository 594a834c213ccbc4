import { ChangeQuery, changeQuerySchema } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { ChangePosition } from '../change/store';
import { decodeCursor, encodeCursor } from './cursor';

/** The query has been parsed once; `mine` is then a boolean, not the text of a URL. */
const cursorSchema = z.strictObject({
  query: changeQuerySchema
    .pick({
      state: true,
      environment: true,
      kind: true,
      parent: true,
      followUp: true,
    })
    .extend({ mine: z.boolean().optional() }),
  after: z.strictObject({
    createdAt: z.iso.datetime(),
    id: z.string().max(100),
  }),
});

/** Keeps the filter of the first page. */
export function changeCursor(
  { cursor, limit, ...query }: ChangeQuery,
  after: ChangePosition | undefined,
): string | undefined {
  return after && encodeCursor({ query, after });
}

export function resumeChanges(query: ChangeQuery): {
  query: ChangeQuery;
  after?: ChangePosition;
} {
  if (query.cursor === undefined) return { query };
  const resumed = decodeCursor(cursorSchema, query.cursor);
  return {
    query: { ...resumed.query, limit: query.limit },
    after: resumed.after,
  };
}
