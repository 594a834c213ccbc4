import { z } from 'zod';
import { KINDS, Time, readError } from '../records';
import { judgeApplicationSet } from './applicationSet';
import { judgeAzureResource } from './azureResource';
import { databaseBackupSchema, judgeDatabaseBackup } from './databaseBackup';
import { Judgement } from './Judgement';
import { judgeObjectStore } from './objectStore';
import { judgeReady } from './ready';
import {
  judgeStorageLocation,
  judgeVeleroBackup,
  storageLocationSchema,
  veleroBackupSchema,
} from './velero';
import { judgeVolumeClaim } from './volumeClaim';
import { judgeCronJob, judgeIngress, judgeStatefulSet } from './workloads';

type Judge = (object: unknown, now: Time) => Judgement;

function judge<T>(
  schema: z.ZodType<T>,
  of: (record: T, now: Time) => Judgement,
): Judge {
  return (object, now) => {
    const parsed = schema.safeParse(object);
    return parsed.success
      ? of(parsed.data, now)
      : {
          status: 'unknown',
          reason: `cannot be read: ${readError(parsed.error)}`,
        };
  };
}

/** By group and kind. */
const JUDGES: Record<string, Judge> = {
  'apps/StatefulSet': judge(KINDS.statefulSets.schema, judgeStatefulSet),
  'batch/CronJob': judge(KINDS.cronJobs.schema, judgeCronJob),
  '/PersistentVolumeClaim': judge(KINDS.volumeClaims.schema, judgeVolumeClaim),
  'networking.k8s.io/Ingress': judge(KINDS.ingresses.schema, judgeIngress),
  'argoproj.io/ApplicationSet': judge(
    KINDS.applicationSets.schema,
    judgeApplicationSet,
  ),
  'kustomize.toolkit.fluxcd.io/Kustomization': judge(
    KINDS.kustomizations.schema,
    judgeReady,
  ),
  'source.toolkit.fluxcd.io/GitRepository': judge(
    KINDS.gitRepositories.schema,
    judgeReady,
  ),
  'source.toolkit.fluxcd.io/OCIRepository': judge(
    KINDS.ociRepositories.schema,
    judgeReady,
  ),
  'helm.toolkit.fluxcd.io/HelmRelease': judge(
    KINDS.helmReleases.schema,
    judgeReady,
  ),
  'barmancloud.cnpg.io/ObjectStore': judge(
    KINDS.objectStores.schema,
    judgeObjectStore,
  ),
  'postgresql.cnpg.io/Backup': judge(databaseBackupSchema, judgeDatabaseBackup),
  'velero.io/Backup': judge(veleroBackupSchema, judgeVeleroBackup),
  'velero.io/BackupStorageLocation': judge(
    storageLocationSchema,
    judgeStorageLocation,
  ),
  'dbforpostgresql.azure.com/FlexibleServer': judge(
    KINDS.flexibleServers.schema,
    judgeAzureResource,
  ),
};

const identity = z.object({ apiVersion: z.string(), kind: z.string() });

/**
 * What an object that is no probe's alone says of itself: backups of which a cluster holds hundreds for each
 * environment, sources, releases. Undefined for a kind that nobody here can read.
 */
export function describeObject(
  object: unknown,
  now: Date,
): Judgement | undefined {
  const known = identity.safeParse(object);
  if (!known.success) return undefined;
  const { apiVersion, kind } = known.data;
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return JUDGES[`${group}/${kind}`]?.(object, now.getTime());
}
