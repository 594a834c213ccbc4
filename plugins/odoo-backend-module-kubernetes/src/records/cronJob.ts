import { z } from 'zod';
import { flag, list, metadata, section, text, textMap, time } from './fields';

export const cronJobSchema = z
  .object({
    metadata: metadata.extend({
      creationTimestamp: time,
      annotations: textMap,
    }),
    spec: section({ suspend: flag, schedule: text }),
    status: section({
      active: list(z.unknown()),
      lastScheduleTime: time,
      lastSuccessfulTime: time,
    }),
  })
  .transform(({ metadata: { name, namespace, ...times }, spec, status }) => ({
    name,
    namespace,
    createdAt: times.creationTimestamp,
    annotations: times.annotations,
    schedule: spec.schedule,
    suspended: spec.suspend,
    active: status.active.length,
    lastScheduledAt: status.lastScheduleTime,
    lastSucceededAt: status.lastSuccessfulTime,
  }));
export type CronJobRecord = z.output<typeof cronJobSchema>;
