import { z } from 'zod';
import { DATABASE_KINDS } from '../environment/spec';
import { tierSchema } from '../environment/stage';
import { verdictStatusSchema } from '../health/verdict';
import { listSchema } from './list';

/** A database server that several environments share, judged over all of them. */
export const databaseServerSchema = z.object({
  name: z.string(),
  kind: z.enum(DATABASE_KINDS),
  region: z.string(),
  cluster: z.string(),
  /** The tier that it is built for. */
  tier: tierSchema,
  /** The strictest tier of those on it; absent: nobody is. */
  strictestTier: tierSchema.optional(),
  connections: z.object({
    /** Sum of what its environments open at their peak, surge included. */
    peak: z.int(),
    /** What may be used of `maximum`. */
    limit: z.int(),
    maximum: z.int(),
  }),
  storage: z.object({ databaseGiB: z.int(), capacityGiB: z.int() }),
  /** The worst of the database probes of its environments. */
  status: verdictStatusSchema,
  summary: z.string(),
  /** How many environments are on it, those that the caller may not read included. */
  environments: z.int(),
});
export type DatabaseServer = z.infer<typeof databaseServerSchema>;

/** `GET /database-servers` */
export const databaseServerListSchema = listSchema(databaseServerSchema);
export type DatabaseServerList = z.infer<typeof databaseServerListSchema>;

/** `GET /database-servers/:name`: with those of its environments that the caller may read. */
export const databaseServerDetailSchema = databaseServerSchema.extend({
  tenants: z.array(
    z.object({
      environment: z.string(),
      tier: tierSchema,
      status: verdictStatusSchema,
      connections: z.int(),
      databaseGiB: z.int(),
    }),
  ),
});
export type DatabaseServerDetail = z.infer<typeof databaseServerDetailSchema>;
