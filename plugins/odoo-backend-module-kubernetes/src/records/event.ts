import { z } from 'zod';
import { count, section, text, time } from './fields';

/** A warning about an object, of the core API: `count` and `lastTimestamp` of older writers, `series` of newer ones. */
export const eventSchema = z
  .object({
    metadata: section({ creationTimestamp: time }),
    involvedObject: z.object({
      kind: z.string(),
      name: z.string(),
      namespace: z.string(),
    }),
    reason: z.string(),
    message: text,
    count,
    lastTimestamp: time,
    eventTime: time,
    series: section({ count, lastObservedTime: time }),
  })
  .transform(({ involvedObject, reason, message, series, ...event }) => ({
    ...involvedObject,
    reason,
    message: message ?? '',
    count: series.count ?? event.count ?? 1,
    lastAt:
      series.lastObservedTime ??
      event.lastTimestamp ??
      event.eventTime ??
      event.metadata.creationTimestamp,
  }));
export type EventRecord = z.output<typeof eventSchema>;
