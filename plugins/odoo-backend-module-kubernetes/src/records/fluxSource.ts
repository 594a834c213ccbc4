import { z } from 'zod';
import { conditions } from './condition';
import { flag, metadata, section, text, time } from './fields';

const artifact = z
  .object({ revision: text, lastUpdateTime: time })
  .nullish()
  .transform(value => value ?? undefined);

/** A GitRepository or OCIRepository of Flux. */
export const fluxSourceSchema = z
  .object({
    metadata,
    spec: section({ suspend: flag, interval: text }),
    status: section({ conditions, artifact }),
  })
  .transform(({ metadata: { name, namespace }, spec, status }) => ({
    name,
    namespace,
    suspended: spec.suspend,
    interval: spec.interval,
    conditions: status.conditions,
    /** What was last fetched; its time moves with a new revision only. */
    artifact: status.artifact,
  }));
export type FluxSourceRecord = z.output<typeof fluxSourceSchema>;
