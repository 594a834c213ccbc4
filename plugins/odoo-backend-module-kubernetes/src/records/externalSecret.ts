import { z } from 'zod';
import { conditions } from './condition';
import { metadata, section, text, time } from './fields';

export const externalSecretSchema = z
  .object({
    metadata,
    spec: section({ refreshInterval: text, refreshPolicy: text }),
    status: section({ refreshTime: time, conditions }),
  })
  .transform(({ metadata: { name, namespace }, spec, status }) => ({
    name,
    namespace,
    refreshInterval: spec.refreshInterval,
    refreshPolicy: spec.refreshPolicy,
    refreshedAt: status.refreshTime,
    conditions: status.conditions,
  }));
export type ExternalSecretRecord = z.output<typeof externalSecretSchema>;
