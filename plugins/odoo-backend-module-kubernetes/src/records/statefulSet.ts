import { z } from 'zod';
import { count, metadata, section } from './fields';

export const statefulSetSchema = z
  .object({
    metadata: metadata.extend({ generation: count }),
    spec: section({ replicas: count }),
    status: section({
      observedGeneration: count,
      readyReplicas: count,
      updatedReplicas: count,
    }),
  })
  .transform(({ metadata: { name, namespace, generation }, spec, status }) => ({
    name,
    namespace,
    /** The API server's default is 1. */
    desired: spec.replicas ?? 1,
    ready: status.readyReplicas ?? 0,
    behind: (status.observedGeneration ?? 0) < (generation ?? 0),
  }));
export type StatefulSetRecord = z.output<typeof statefulSetSchema>;
