import { z } from 'zod';
import { count, metadata, section, text } from './fields';

/** A Database or DatabaseRole of CloudNativePG: one tenant's part of a shared server. */
export const managedDatabaseSchema = z
  .object({
    metadata: metadata.extend({ generation: count }),
    spec: section({
      cluster: section({ name: text }),
    }),
    status: section({
      applied: z
        .boolean()
        .nullish()
        .transform(value => value ?? undefined),
      message: text,
      observedGeneration: count,
    }),
  })
  .transform(({ metadata: { name, namespace, generation }, spec, status }) => ({
    name,
    namespace,
    cluster: spec.cluster.name,
    applied: status.applied,
    message: status.message,
    behind: (status.observedGeneration ?? 0) < (generation ?? 0),
  }));
export type ManagedDatabaseRecord = z.output<typeof managedDatabaseSchema>;
