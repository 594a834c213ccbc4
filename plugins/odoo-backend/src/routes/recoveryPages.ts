import { recoveryQuerySchema } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { NUMERIC_RECOVERY_KEYS, parseRecoverySort } from '../recovery/list';
import { pagesOf } from './pagesOf';

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

export const recoveryPages = pagesOf(cursorSchema);
