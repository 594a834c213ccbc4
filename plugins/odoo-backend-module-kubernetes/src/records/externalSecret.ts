import { z } from 'zod';
import { conditions } from './condition';
import { count, metadata, section, text, time } from './fields';

/** External Secrets writes `<generation>-<hash of labels and annotations>` of what it has fetched. */
const fetchedGeneration = (version: string | undefined) =>
  Number(version?.split('-')[0]);

export const externalSecretSchema = z
  .object({
    metadata: metadata.extend({ generation: count }),
    spec: section({ refreshInterval: text, refreshPolicy: text }),
    status: section({
      refreshTime: time,
      syncedResourceVersion: text,
      conditions,
    }),
  })
  .transform(({ metadata: { name, namespace, generation }, spec, status }) => ({
    name,
    namespace,
    refreshInterval: spec.refreshInterval,
    refreshPolicy: spec.refreshPolicy,
    refreshedAt: status.refreshTime,
    conditions: status.conditions,
    /** What it is now has not been fetched. */
    behind:
      fetchedGeneration(status.syncedResourceVersion) !== (generation ?? 0),
  }));
export type ExternalSecretRecord = z.output<typeof externalSecretSchema>;
