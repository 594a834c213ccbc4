import { z } from 'zod';
import { Tier } from '../environment/stage';
import { RECOVERY_TERMS, recoveryTermSchema } from '../recovery/assessment';

/** Durations are ISO 8601; counts are instances; retention is in days. */
export const tierPolicySchema = z.strictObject({
  title: z.string(),
  /** Absent: rebuilt, not restored. */
  rto: z.iso.duration().optional(),
  rpo: z.iso.duration().optional(),
  /**
   * Most that may be lost in each scenario; absent: the tier does not demand it. They differ because what protects
   * against each differs: replication to another region is asynchronous, and after corruption only a point that a
   * restore test has proven clean counts.
   */
  lossTargets: z.strictObject({
    component: z.iso.duration().optional(),
    region: z.iso.duration().optional(),
    corruption: z.iso.duration().optional(),
    tenant: z.iso.duration().optional(),
  }),
  /** The filestore of a restore point may be this much older than its database. */
  filestoreTolerance: z.iso.duration(),
  /** What the readiness score is made of. */
  recoveryTerms: z.array(recoveryTermSchema),
  databaseInstances: z.int().min(1).max(5),
  /** At least this many web pods. */
  webPods: z.int().min(0).max(10),
  /** Base backup: six-field cron (seconds first) in UTC; absent: none. */
  backupSchedule: z.string().optional(),
  retentionDays: z.int().min(0),
  monthlyArchives: z.int().min(0),
  immutability: z.enum(['locked', 'unlocked', 'none']),
  immutabilityDays: z.int().min(0),
  storageReplication: z.enum(['RA-GZRS', 'ZRS', 'LRS']),
  restoreTest: z.enum(['monthly', 'quarterly', 'yearly', 'never']),
  /** Approvals that a change needs, by whether the environment is production. */
  approvals: z.strictObject({
    production: z.int().min(0),
    other: z.int().min(0),
  }),
  changeWindow: z.enum(['enforced', 'warned', 'free']),
  /** Whether a CloudNativePG of its own is hibernated out of office hours, where an environment keeps them. */
  hibernation: z.enum(['nightly', 'none']),
});
export type TierPolicy = z.infer<typeof tierPolicySchema>;

/** The table of `golden-path.md`; every value can be overridden under `odoo.platform.tiers`. */
export const DEFAULT_TIERS: Record<Tier, TierPolicy> = {
  1: {
    title: 'Finance, payroll, procurement',
    rto: 'PT1H',
    rpo: 'PT5M',
    lossTargets: {
      component: 'PT5M',
      region: 'PT15M',
      corruption: 'P31D',
      tenant: 'PT5M',
    },
    filestoreTolerance: 'PT15M',
    recoveryTerms: [...RECOVERY_TERMS],
    databaseInstances: 3,
    webPods: 3,
    backupSchedule: '0 0 */6 * * *',
    retentionDays: 35,
    monthlyArchives: 12,
    immutability: 'locked',
    immutabilityDays: 30,
    storageReplication: 'RA-GZRS',
    restoreTest: 'monthly',
    approvals: { production: 2, other: 2 },
    changeWindow: 'enforced',
    hibernation: 'none',
  },
  2: {
    title: 'Operations',
    rto: 'PT4H',
    rpo: 'PT15M',
    lossTargets: { component: 'PT15M', region: 'PT1H', tenant: 'PT15M' },
    filestoreTolerance: 'PT1H',
    recoveryTerms: [...RECOVERY_TERMS],
    databaseInstances: 2,
    webPods: 2,
    backupSchedule: '0 30 1 * * *',
    retentionDays: 35,
    monthlyArchives: 0,
    immutability: 'unlocked',
    immutabilityDays: 14,
    storageReplication: 'RA-GZRS',
    restoreTest: 'quarterly',
    approvals: { production: 1, other: 1 },
    changeWindow: 'enforced',
    hibernation: 'none',
  },
  3: {
    title: 'Departmental, staging',
    rto: 'PT24H',
    rpo: 'PT24H',
    lossTargets: { component: 'PT24H' },
    filestoreTolerance: 'P1D',
    recoveryTerms: ['restoreProof', 'rpo', 'alerting'],
    databaseInstances: 1,
    webPods: 1,
    backupSchedule: '0 30 2 * * *',
    retentionDays: 14,
    monthlyArchives: 0,
    immutability: 'none',
    immutabilityDays: 0,
    storageReplication: 'ZRS',
    restoreTest: 'yearly',
    approvals: { production: 1, other: 0 },
    changeWindow: 'warned',
    hibernation: 'none',
  },
  4: {
    title: 'Sandbox',
    lossTargets: {},
    filestoreTolerance: 'P1D',
    recoveryTerms: [],
    databaseInstances: 1,
    webPods: 1,
    retentionDays: 3,
    monthlyArchives: 0,
    immutability: 'none',
    immutabilityDays: 0,
    storageReplication: 'LRS',
    restoreTest: 'never',
    approvals: { production: 1, other: 0 },
    changeWindow: 'free',
    hibernation: 'nightly',
  },
};
