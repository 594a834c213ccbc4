import { z } from 'zod';
import { conditions } from './condition';
import {
  count,
  flag,
  list,
  metadata,
  section,
  text,
  textMap,
  time,
} from './fields';

const terminated = z
  .object({
    reason: text,
    exitCode: count,
    /** What the container left as its last words, or the end of its log where its policy says so. */
    message: text,
    startedAt: time,
    finishedAt: time,
  })
  .nullish()
  .transform(value => value ?? undefined);

const state = section({
  waiting: z
    .object({ reason: text, message: text })
    .nullish()
    .transform(value => value ?? undefined),
  running: z
    .object({ startedAt: time })
    .nullish()
    .transform(value => value ?? undefined),
  terminated,
});

const containerStatus = z.object({
  name: z.string(),
  image: text,
  imageID: text,
  ready: flag,
  restartCount: count,
  state,
  lastState: section({ terminated }),
});
export type ContainerRecord = z.output<typeof containerStatus>;

/** A pod, reduced to what explains why it is or is not ready. */
export const podSchema = z
  .object({
    metadata: metadata.extend({
      labels: textMap,
      creationTimestamp: time,
      deletionTimestamp: time,
    }),
    spec: section({
      containers: list(z.object({ name: z.string(), image: text })),
    }),
    status: section({
      phase: text,
      reason: text,
      message: text,
      startTime: time,
      conditions,
      containerStatuses: list(containerStatus),
      initContainerStatuses: list(containerStatus),
    }),
  })
  .transform(
    ({ metadata: { name, namespace, labels, ...times }, spec, status }) => ({
      name,
      namespace,
      labels,
      createdAt: times.creationTimestamp,
      terminating: times.deletionTimestamp !== undefined,
      images: spec.containers,
      phase: status.phase,
      reason: status.reason,
      message: status.message,
      startedAt: status.startTime,
      conditions: status.conditions,
      containers: status.containerStatuses,
      initContainers: status.initContainerStatuses,
    }),
  );
export type PodRecord = z.output<typeof podSchema>;
