import { changeQuerySchema } from '@plumbline/plugin-odoo-common';
import { z } from 'zod';
import { pagesOf } from './pagesOf';

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

export const changePages = pagesOf(cursorSchema);
