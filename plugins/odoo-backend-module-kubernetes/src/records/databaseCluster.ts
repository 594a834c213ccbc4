import { z } from 'zod';
import { conditions } from './condition';
import { count, list, metadata, section, text, time } from './fields';

/** A CloudNativePG Cluster. */
export const databaseClusterSchema = z
  .object({
    metadata,
    spec: section({ instances: count }),
    status: section({
      phase: text,
      phaseReason: text,
      readyInstances: count,
      currentPrimary: text,
      targetPrimary: text,
      instancesStatus: section({ healthy: list(z.string()) }),
      conditions,
      lastSuccessfulBackup: time,
      lastFailedBackup: time,
      firstRecoverabilityPoint: time,
    }),
  })
  .transform(({ metadata: { name, namespace }, spec, status }) => ({
    name,
    namespace,
    instances: spec.instances,
    ready: status.readyInstances ?? 0,
    phase: status.phase,
    phaseReason: status.phaseReason,
    currentPrimary: status.currentPrimary,
    /** A primary that is healthy and stays the primary: connections are served meanwhile. */
    primaryServes:
      status.currentPrimary !== undefined &&
      status.currentPrimary === status.targetPrimary &&
      status.instancesStatus.healthy.includes(status.currentPrimary),
    conditions: status.conditions,
    /** Of backups without the Barman plugin; deprecated, and absent with it. */
    lastSuccessfulBackup: status.lastSuccessfulBackup,
    lastFailedBackup: status.lastFailedBackup,
    firstRecoverabilityPoint: status.firstRecoverabilityPoint,
  }));
export type DatabaseClusterRecord = z.output<typeof databaseClusterSchema>;
