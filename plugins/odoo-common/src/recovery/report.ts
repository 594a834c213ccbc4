import { z } from 'zod';

/** What wrote a repository; a service whose bytes nobody can read is `flexible-server`. */
export const BACKUP_FORMATS = [
  'pgbackrest',
  'barman',
  'wal-g',
  'odoo-zip',
  'pg-dump',
  'restic',
  'filestore',
  'velero',
  'flexible-server',
] as const;
export const backupFormatSchema = z.enum(BACKUP_FORMATS);
export type BackupFormat = z.infer<typeof backupFormatSchema>;

/** From good to bad. `unknown`: could not be read or is encrypted, and never counts as ok. */
export const REPOSITORY_VERDICTS = [
  'ok',
  'degraded',
  'unknown',
  'critical',
] as const;
export const repositoryVerdictSchema = z.enum(REPOSITORY_VERDICTS);
export type RepositoryVerdict = z.infer<typeof repositoryVerdictSchema>;

/** `info` never moves the verdict. */
export const FINDING_SEVERITIES = [
  'info',
  'degraded',
  'unknown',
  'critical',
] as const;

export const backupFindingSchema = z.object({
  /** Stable, in kebab case: `wal-gap`, `base-missing`, `backup-failed`. */
  code: z.string(),
  severity: z.enum(FINDING_SEVERITIES),
  /** The backup, segment or blob that it is about. */
  subject: z.string(),
  /** What is, and how it is known. */
  summary: z.string(),
  /** What to do about it. */
  action: z.string(),
});
export type BackupFinding = z.infer<typeof backupFindingSchema>;

/** `usable`: it and what it needs can be restored as far as the bytes that were read tell. */
export const BACKUP_STATUSES = [
  'usable',
  'damaged',
  'failed',
  'running',
  'interrupted',
  'expired',
  'unknown',
] as const;

export const storedBackupSchema = z.object({
  id: z.string(),
  /** full, differential, incremental, dump, snapshot, copy. */
  kind: z.string(),
  status: z.enum(BACKUP_STATUSES),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  /** As stored; null where the store does not say. */
  sizeBytes: z.number().nullable(),
});
export type StoredBackup = z.infer<typeof storedBackupSchema>;

/** Any moment in it can be restored to; without WAL, `from` and `to` are the same moment. */
export const restorableWindowSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  timeline: z.int().nullable(),
});
export type RestorableWindow = z.infer<typeof restorableWindowSchema>;

/** Missing WAL between two archived segments; `before` is null when nothing is archived beyond. */
export const walGapSchema = z.object({
  after: z.string(),
  before: z.string().nullable(),
  segments: z.int(),
});
export type WalGap = z.infer<typeof walGapSchema>;

/** What is needed to judge copies, restore tests and plans of the chain that exists now. */
export const walChainSchema = z.object({
  /** uint64 as text: it does not fit a JavaScript number. */
  systemId: z.string().nullable(),
  /** Changes when the repository was started anew: stanza id, server name or the like. */
  lineage: z.string(),
  /** The backup from which the newest restorable point is reached. */
  backup: z.string(),
  timeline: z.int(),
  segmentBytes: z.int(),
  startSegment: z.string(),
  lastSegment: z.string(),
  /** The last segments of the chain with the time the store gives them, oldest first, at most 64. */
  tail: z.array(
    z.object({ segment: z.string(), archivedAt: z.iso.datetime() }),
  ),
});
export type WalChain = z.infer<typeof walChainSchema>;

/** What one repository in a backup store holds, judged from its bytes. */
export const repositoryReportSchema = z.object({
  format: backupFormatSchema,
  name: z.string(),
  verdict: repositoryVerdictSchema,
  newestUsableBackup: z.string().nullable(),
  newestRestorePoint: z.iso.datetime().nullable(),
  /** Age of the oldest write that the store may not hold, in seconds. */
  rpoSeconds: z.number().nullable(),
  earliestRestorePoint: z.iso.datetime().nullable(),
  windows: z.array(restorableWindowSchema),
  gaps: z.array(walGapSchema),
  backups: z.array(storedBackupSchema),
  findings: z.array(backupFindingSchema),
  /** Absent for formats without WAL and while no chain is restorable. */
  chain: walChainSchema.optional(),
  /** Something could not be read: nothing here may be called ok on the strength of it. */
  partial: z.boolean().optional(),
});
export type RepositoryReport = z.infer<typeof repositoryReportSchema>;
