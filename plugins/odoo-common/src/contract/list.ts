import { z } from 'zod';

/** Lists are paged by an opaque cursor that keeps sort and filter of its first page. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(8000).optional(),
});

export const listSchema = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    total: z.int(),
    nextCursor: z.string().optional(),
  });
