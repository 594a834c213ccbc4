import { z } from 'zod';
import { conditions } from './condition';
import { list, metadata, section, text, time } from './fields';

const trigger = z.object({
  type: z.string(),
  metadata: section({ start: text, end: text, timezone: text }),
});

/** A KEDA ScaledObject: the only thing that may put a workload to sleep. */
export const scaledObjectSchema = z
  .object({
    metadata,
    spec: section({
      scaleTargetRef: section({ name: text }),
      triggers: list(trigger),
    }),
    status: section({ conditions, lastActiveTime: time }),
  })
  .transform(({ metadata: { name, namespace }, spec, status }) => ({
    name,
    namespace,
    target: spec.scaleTargetRef.name,
    windows: spec.triggers
      .filter(({ type }) => type === 'cron')
      .map(({ metadata: window }) => window),
    lastActiveAt: status.lastActiveTime,
    conditions: status.conditions,
  }));
export type ScaledObjectRecord = z.output<typeof scaledObjectSchema>;
