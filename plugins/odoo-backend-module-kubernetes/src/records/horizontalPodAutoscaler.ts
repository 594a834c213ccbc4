import { z } from 'zod';
import { conditions } from './condition';
import { count, metadata, section, text, time } from './fields';

export const horizontalPodAutoscalerSchema = z
  .object({
    metadata,
    spec: z.object({
      minReplicas: count,
      maxReplicas: z.int(),
      scaleTargetRef: section({ name: text }),
    }),
    status: section({
      currentReplicas: count,
      desiredReplicas: count,
      lastScaleTime: time,
      conditions,
    }),
  })
  .transform(({ metadata: { name, namespace }, spec, status }) => ({
    name,
    namespace,
    target: spec.scaleTargetRef.name,
    /** The API server's default is 1. */
    minimum: spec.minReplicas ?? 1,
    maximum: spec.maxReplicas,
    current: status.currentReplicas ?? 0,
    lastScaledAt: status.lastScaleTime,
    conditions: status.conditions,
  }));
export type HorizontalPodAutoscalerRecord = z.output<
  typeof horizontalPodAutoscalerSchema
>;
