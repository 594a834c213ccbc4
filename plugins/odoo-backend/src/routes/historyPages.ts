import { historyQuerySchema } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { pagesOf } from './pagesOf';

const cursorSchema = z.strictObject({
  query: historyQuerySchema.omit({ cursor: true, limit: true }),
  after: z.strictObject({ at: z.iso.datetime(), id: z.int().min(0) }),
});

export const historyPages = pagesOf(cursorSchema);
