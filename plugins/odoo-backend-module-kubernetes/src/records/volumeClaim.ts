import { z } from 'zod';
import { conditions } from './condition';
import { metadata, section, text, textMap, time } from './fields';

/** A PersistentVolumeClaim. */
export const volumeClaimSchema = z
  .object({
    metadata: metadata.extend({
      creationTimestamp: time,
      deletionTimestamp: time,
    }),
    spec: section({
      storageClassName: text,
      resources: section({ requests: textMap }),
    }),
    status: section({ phase: text, capacity: textMap, conditions }),
  })
  .transform(({ metadata: { name, namespace, ...times }, spec, status }) => ({
    name,
    namespace,
    createdAt: times.creationTimestamp,
    deletedAt: times.deletionTimestamp,
    storageClass: spec.storageClassName,
    requested: spec.resources.requests.storage,
    capacity: status.capacity.storage,
    phase: status.phase,
    conditions: status.conditions,
  }));
export type VolumeClaimRecord = z.output<typeof volumeClaimSchema>;
