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
  /** The object of the GitOps controller that applies the environment: an Application or a Kustomization. */
  gitops: z.object({
    kind: z.enum(['argo-cd', 'flux']),
    namespace: z.string(),
    name: z.string(),
  }),
  workloads: z.object({
    web: workload.optional(),
    websocket: workload.optional(),
    cron: workload.optional(),
    queue: workload.optional(),
  }),
  database: z
    .object({
      kind: z.enum(['cloudnative-pg', 'flexible-server']),
      /** Of the Cluster or FlexibleServer: the environment's own, or that of the shared server. */
      namespace: z.string(),
      name: z.string(),
      /** Name of the shared database server; absent: the environment has its own. */
      server: z.string().optional(),
      /** Of the Database object on a shared server, in the server's namespace. */
      database: z.string().optional(),
      instances: z.int(),
      /** WAL archiving is part of the plan. */
      archiving: z.boolean(),
    })
    .optional(),
  /** PersistentVolumeClaims. */
  volumes: z.array(z.string()),
  certificates: z.array(z.string()),
  externalSecrets: z.array(z.string()),
  resourceQuota: z.string().optional(),
  /** No workload runs, by the spec: their numbers are those that it has when it is started again. */
  stopped: z.literal(true).optional(),
  /** Names of the KEDA ScaledObjects that put the environment to sleep out of office hours. */
  sleepSchedules: z.array(z.string()),
  /** Names of the KEDA ScaledObjects that scale with load. */
  autoscalers: z.array(z.string()),
  /** `sha256:...` of the image that every Odoo pod must run. */
  imageDigest: z.string(),
  /** Probes that apply to what was planned. */
  probes: z.array(z.enum(PROBE_IDS)),
});
export type Expectation = z.infer<typeof expectationSchema>;
