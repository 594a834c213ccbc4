import { z } from 'zod';
import { repositoryReportSchema } from './report';
import { signedRestoreTestSchema } from './restoreTest';

/** True, false, or what nobody could tell: Azure's data plane leaves much of this unsaid. */
const known = z.union([z.boolean(), z.literal('unknown')]);

/** One place in which the bytes of a backup lie. */
export const backupCopySchema = z.object({
  /** URL of the container without any credential. */
  id: z.string(),
  region: z.string(),
  /** `geo-secondary`: kept by the storage account; `replica`: object replication to another account. */
  role: z.enum(['primary', 'geo-secondary', 'replica']),
  immutability: z.object({
    state: z.enum(['locked', 'unlocked', 'none', 'unknown']),
    /** Days since creation during which a blob can be neither changed nor deleted. */
    days: z.int().nullable(),
    legalHold: known,
  }),
  versioning: known,
  /** Days; null: off; `unknown`: not said. */
  softDeleteDays: z.union([z.int(), z.null(), z.literal('unknown')]),
  /** Lifecycle rules that delete or archive what lies here, in words. */
  lifecycle: z.union([z.array(z.string()), z.literal('unknown')]),
  /** Every write before it is on this copy; absent for the primary, null where unknown. */
  lastSyncAt: z.iso.datetime().nullable().optional(),
  replication: z.enum(['live', 'behind', 'failed', 'none', 'unknown']),
});
export type BackupCopy = z.infer<typeof backupCopySchema>;

/** What the database's own controller claims of its backups. */
export const controllerClaimSchema = z.object({
  lastBackupAt: z.iso.datetime().nullable(),
  lastBackupName: z.string().nullable(),
  lastFailureAt: z.iso.datetime().nullable(),
  firstRestorePoint: z.iso.datetime().nullable(),
  /** WAL archiving works, as it says. */
  archiving: known,
  /** WAL was archived last, by the database's own statistics: the proof that an idle database is not behind. */
  lastArchivedAt: z.iso.datetime().nullable(),
  /** The database has written nothing that is not archived, by its own statistics. */
  idle: known,
});
export type ControllerClaim = z.infer<typeof controllerClaimSchema>;

/** Everything a collector can tell about the recovery of one environment. */
export const recoveryFactSchema = z.discriminatedUnion('kind', [
  /** The database's repository on the primary copy. */
  z.object({ kind: z.literal('database'), report: repositoryReportSchema }),
  /** The filestore's copy. */
  z.object({ kind: z.literal('filestore'), report: repositoryReportSchema }),
  z.object({ kind: z.literal('copies'), copies: z.array(backupCopySchema) }),
  z.object({ kind: z.literal('controller'), claim: controllerClaimSchema }),
  /** An alert rule on backups and archiving exists where the environment runs. */
  z.object({
    kind: z.literal('alerting'),
    rules: z.array(z.string()),
  }),
  /** The results of restore tests that lie in the store, newest first, signature checked. */
  z.object({
    kind: z.literal('restore-tests'),
    results: z.array(signedRestoreTestSchema),
  }),
]);
export type RecoveryFact = z.infer<typeof recoveryFactSchema>;
export type RecoveryFactKind = RecoveryFact['kind'];

/** Seconds after which a fact is stale, by kind. */
export const RECOVERY_FACT_TTL: Record<RecoveryFactKind, number> = {
  database: 15 * 60,
  filestore: 60 * 60,
  copies: 60 * 60,
  controller: 10 * 60,
  alerting: 60 * 60,
  'restore-tests': 60 * 60,
};
