import { z } from 'zod';
import { PROBE_IDS } from '../probes/probes';

const workload = z.object({ name: z.string(), replicas: z.int() });

/**
 * What the plan says must be found in the cluster. Collectors judge against it, so that a planned
 * object that is absent is critical rather than overlooked. Names are those of the rendered objects.
 */
export const expectationSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  /** Value of the label `app.kubernetes.io/part-of` on every object of the environment. */
  partOf: z.string(),
  application: z.object({ namespace: z.string(), name: z.string() }),
  workloads: z.object({
    web: workload.optional(),
    websocket: workload.optional(),
    cron: workload.optional(),
    queue: workload.optional(),
  }),
  database: z
    .object({
      kind: z.enum(['cloudnative-pg', 'flexible-server']),
      name: z.string(),
      instances: z.int(),
      /** WAL archiving is part of the plan. */
      archiving: z.boolean(),
    })
    .optional(),
  certificates: z.array(z.string()),
  externalSecrets: z.array(z.string()),
  resourceQuota: z.string().optional(),
  /** Names of the KEDA ScaledObjects that put the environment to sleep out of office hours. */
  sleepSchedules: z.array(z.string()),
  /** `sha256:...` of the image that every Odoo pod must run. */
  imageDigest: z.string(),
  /** Probes that apply to what was planned. */
  probes: z.array(z.enum(PROBE_IDS)),
});
export type Expectation = z.infer<typeof expectationSchema>;
