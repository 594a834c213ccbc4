import {
  RecoveryQuery,
  recoveryQuerySchema,
} from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import {
  NUMERIC_RECOVERY_KEYS,
  RecoveryPosition,
  parseRecoverySort,
} from '../recovery/list';
import { decodeCursor, encodeCursor } from './cursor';

/** PostgreSQL refuses to compare its 32 bit integers with more. */
const MAX_TIER = 2 ** 31 - 1;

const cursorSchema = z
  .strictObject({
    query: recoveryQuerySchema.omit({ cursor: true, limit: true }),
    after: z.strictObject({
      value: z.union([z.number(), z.string().max(200)]),
      ref: z.string().max(200),
    }),
  })
  .refine(({ query, after: { value } }) => {
    const { key } = parseRecoverySort(query.sort);
    return (
      NUMERIC_RECOVERY_KEYS.has(key) === (typeof value === 'number') &&
      (key !== 'tier' || (Number.isInteger(value) && Number(value) <= MAX_TIER))
    );
  });

/** Keeps sort and filter of the first page: a later page cannot be of another list. */
export function recoveryCursor(
  { cursor, limit, ...query }: RecoveryQuery,
  after: RecoveryPosition | undefined,
): string | undefined {
  return after && encodeCursor({ query, after });
}

export function resumeRecovery(query: RecoveryQuery): {
  query: RecoveryQuery;
  after?: RecoveryPosition;
} {
  if (query.cursor === undefined) return { query };
  const resumed = decodeCursor(cursorSchema, query.cursor);
  return {
    query: { ...resumed.query, limit: query.limit },
    after: resumed.after,
  };
}
