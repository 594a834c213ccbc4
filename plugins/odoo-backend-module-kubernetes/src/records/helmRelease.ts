import { z } from 'zod';
import { conditions } from './condition';
import { flag, metadata, section } from './fields';

/** A HelmRelease of Flux. */
export const helmReleaseSchema = z
  .object({
    metadata,
    spec: section({ suspend: flag }),
    status: section({ conditions }),
  })
  .transform(({ metadata: { name, namespace }, spec, status }) => ({
    name,
    namespace,
    suspended: spec.suspend,
    conditions: status.conditions,
  }));
export type HelmReleaseRecord = z.output<typeof helmReleaseSchema>;
