import { z } from 'zod';
import { conditions } from './condition';
import { count, flag, metadata, section, textMap } from './fields';

export const deploymentSchema = z
  .object({
    metadata: metadata.extend({ generation: count }),
    spec: section({
      replicas: count,
      paused: flag,
      selector: section({ matchLabels: textMap }),
    }),
    status: section({
      observedGeneration: count,
      replicas: count,
      updatedReplicas: count,
      availableReplicas: count,
      conditions,
    }),
  })
  .transform(({ metadata: { name, namespace, generation }, spec, status }) => ({
    name,
    namespace,
    generation: generation ?? 0,
    observedGeneration: status.observedGeneration ?? 0,
    /** The API server's default is 1. */
    desired: spec.replicas ?? 1,
    paused: spec.paused,
    matchLabels: spec.selector.matchLabels,
    replicas: status.replicas ?? 0,
    updated: status.updatedReplicas ?? 0,
    available: status.availableReplicas ?? 0,
    conditions: status.conditions,
  }));
export type DeploymentRecord = z.output<typeof deploymentSchema>;
