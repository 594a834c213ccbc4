import { z } from 'zod';

const time = z.iso.datetime({ offset: true }).transform(text => new Date(text));
const count = z.int().min(0).catch(0).default(0);

/** What counts of the Backup object that Velero leaves as `velero-backup.json` (pkg/apis/velero/v1/backup_types.go). */
export const backupResourceSchema = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z
    .object({
      hooks: z.object({ resources: z.array(z.unknown()).nullish() }).nullish(),
    })
    .nullish(),
  status: z.object({
    phase: z.string().max(100),
    startTimestamp: time.nullish(),
    /** Set on failures as well, and before the upload. */
    completionTimestamp: time.nullish(),
    expiration: time.nullish(),
    errors: count,
    volumeSnapshotsAttempted: count,
    csiVolumeSnapshotsAttempted: count,
    hookStatus: z
      .object({ hooksAttempted: count, hooksFailed: count })
      .nullish(),
  }),
});
export type BackupResource = z.infer<typeof backupResourceSchema>;

/** Backups that were not taken by a schedule are one series of their own. */
export const scheduleOf = ({ metadata }: BackupResource): string =>
  metadata.labels?.['velero.io/schedule-name'] ?? '';
