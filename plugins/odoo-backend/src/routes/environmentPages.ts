import { environmentQuerySchema } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { NUMERIC_SORT_KEYS, parseSort } from '../readModel';
import { pagesOf } from './pagesOf';

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

export const environmentPages = pagesOf(cursorSchema);
