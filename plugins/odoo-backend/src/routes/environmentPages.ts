import {
  EnvironmentQuery,
  environmentQuerySchema,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import {
  EnvironmentPosition,
  NUMERIC_SORT_KEYS,
  parseSort,
} from '../readModel';
import { decodeCursor, encodeCursor } from './cursor';

/** PostgreSQL refuses to compare its 32 bit integers with more. */
const MAX_INTEGER = 2 ** 31 - 1;

const cursorSchema = z
  .strictObject({
    query: environmentQuerySchema.omit({ cursor: true, limit: true }),
    after: z.strictObject({
      value: z.union([
        z.int().min(-MAX_INTEGER).max(MAX_INTEGER),
        z.string().max(200),
      ]),
      ref: z.string().max(200),
    }),
  })
  .refine(
    ({ query, after }) =>
      NUMERIC_SORT_KEYS.has(parseSort(query.sort).key) ===
      (typeof after.value === 'number'),
  );

/** Keeps sort and filter of the first page: a later page cannot be of another list. */
export function environmentCursor(
  { cursor, limit, ...query }: EnvironmentQuery,
  after: EnvironmentPosition | undefined,
): string | undefined {
  return after && encodeCursor({ query, after });
}

export function resumeEnvironments(query: EnvironmentQuery): {
  query: EnvironmentQuery;
  after?: EnvironmentPosition;
} {
  if (query.cursor === undefined) return { query };
  const resumed = decodeCursor(cursorSchema, query.cursor);
  return {
    query: { ...resumed.query, limit: query.limit },
    after: resumed.after,
  };
}
