import { z } from 'zod';
import { SCHEMA_CLASSES } from '../release/release';

export const releaseSchema = z.object({
  version: z.string(),
  series: z.string(),
  edition: z.string(),
  digest: z.string(),
  schemaClass: z.enum(SCHEMA_CLASSES),
  releasedAt: z.iso.datetime(),
});
export type Release = z.infer<typeof releaseSchema>;

/** `GET /releases`, the newest first. */
export const releaseListSchema = z.object({
  items: z.array(releaseSchema),
  total: z.int(),
});
export type ReleaseList = z.infer<typeof releaseListSchema>;
