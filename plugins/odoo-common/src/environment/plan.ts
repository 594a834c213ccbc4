import { z } from 'zod';
import { tierSchema } from './stage';
import { placementSchema } from './spec';

const podsSchema = z.object({
  pods: z.int(),
  cpu: z.number(),
  memoryRequestMiB: z.int(),
  memoryLimitMiB: z.int(),
});

export const monthlyCostSchema = z.object({
  amount: z.number(),
  currency: z.string(),
  items: z.array(z.object({ title: z.string(), amount: z.number() })),
});
export type MonthlyCost = z.infer<typeof monthlyCostSchema>;

/** Derived from a spec, shown before anything happens. CPU in cores, memory in MiB or GiB as named. */
export const planSchema = z.object({
  placement: placementSchema,
  workersPerPod: z.int(),
  web: podsSchema.extend({ maximumPods: z.int() }),
  websocket: podsSchema,
  cron: podsSchema.extend({ threads: z.int() }),
  /** Absent: the release has no jobs to queue. */
  queue: podsSchema.extend({ workers: z.int() }).optional(),
  /** Of a shared server instances and sizes are the server's, and `connections` are this environment's part. */
  database: z.object({
    /** Name of the shared server; absent: the environment has its own. */
    server: z.string().optional(),
    /** Compute size of a Flexible Server. */
    sku: z.string().optional(),
    instances: z.int(),
    cpu: z.number(),
    memoryGiB: z.number(),
    storageGiB: z.int(),
    connections: z.int(),
    /** At most `connectionShare` of these may be used by `connections`. */
    maxConnections: z.int(),
    connectionLimit: z.int(),
  }),
  /** Requests at the maximum number of pods, one surge pod included, database included. */
  totals: z.object({ pods: z.int(), cpu: z.number(), memoryGiB: z.number() }),
  recovery: z.object({
    tier: tierSchema,
    rto: z.string().optional(),
    rpo: z.string().optional(),
    retentionDays: z.int(),
    immutability: z.string(),
    replication: z.string(),
    restoreTest: z.string(),
    /** Estimated duration of a full restore, minutes. */
    restoreMinutes: z.int(),
  }),
  monthlyCost: monthlyCostSchema.extend({
    /** The part that the recovery tier adds over one instance without backups. */
    recoveryAmount: z.number(),
  }),
});
export type Plan = z.infer<typeof planSchema>;
