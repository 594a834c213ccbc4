import { BackupFinding, TierPolicy } from '@plumbline/plugin-odoo-common';
import { ServerFacts } from './readServer';

const HOUR_MS = 3_600_000;
/** Azure takes one a day, at a time of its own; one may be missed. */
const MAX_AGE_MS = 48 * HOUR_MS;

export interface JudgedServer extends ServerFacts {
  /** When the newest backup was completed; undefined: none was. */
  newestBackupAt?: string;
  policy: Pick<TierPolicy, 'retentionDays'>;
  now: Date;
}

type Rule = (
  judged: JudgedServer,
) => Omit<BackupFinding, 'subject'> | undefined;

/** Whatever Azure says, it stays its word. */
const attested: Rule = () => ({
  code: 'service-attested',
  severity: 'info',
  summary:
    'Azure keeps these backups and attests them; their bytes cannot be read, and that they are about 5 minutes behind is its documentation and not measured.',
  action: 'Prove them by a restore test.',
});

const notReady: Rule = ({ server: { properties } }) =>
  properties.state === 'Ready'
    ? undefined
    : {
        code: 'server-not-ready',
        severity: 'degraded',
        summary: `The server is ${
          properties.state ?? 'in a state that Azure does not tell'
        }: only its completed backups count, for no log may be kept meanwhile.`,
        action: 'Start the server, or find out in Azure why it is not ready.',
      };

const noBackup: Rule = ({ newestBackupAt, server: { properties } }) =>
  newestBackupAt && properties.backup?.earliestRestoreDate
    ? undefined
    : {
        code: 'no-backup',
        severity: 'critical',
        summary: newestBackupAt
          ? 'Azure names no moment from which the server can be restored.'
          : 'Azure lists no completed backup.',
        action: 'Take an on-demand backup and see that it completes.',
      };

const oldBackup: Rule = ({ newestBackupAt, now }) => {
  const age = newestBackupAt ? now.getTime() - Date.parse(newestBackupAt) : 0;
  return age <= MAX_AGE_MS
    ? undefined
    : {
        code: 'backup-old',
        severity: 'degraded',
        summary: `The newest backup was completed ${Math.floor(
          age / HOUR_MS,
        )} hours ago; Azure takes one a day unless nothing changes.`,
        action: 'Take an on-demand backup and see that it completes.',
      };
};

const shortRetention: Rule = ({ server: { properties }, policy }) => {
  const days = properties.backup?.backupRetentionDays;
  return typeof days !== 'number' || days >= policy.retentionDays
    ? undefined
    : {
        code: 'retention-short',
        severity: 'degraded',
        summary: `Backups are kept for ${days} days; the tier demands ${policy.retentionDays}.`,
        action: `Set the backup retention of the server to ${policy.retentionDays} days (Azure keeps 7 to 35).`,
      };
};

/** The latest attempt decides: what failed before it has been made good. */
const longTermFailed: Rule = ({ longTerm }) => {
  if (longTerm === 'unknown') return undefined;
  const [last] = longTerm
    .filter(({ properties }) => properties.startTime)
    .sort((a, b) =>
      String(a.properties.startTime) < String(b.properties.startTime) ? 1 : -1,
    );
  return last?.properties.status === 'Failed'
    ? {
        code: 'long-term-failed',
        severity: 'degraded',
        summary: `The last long-term backup, ${last.name}, failed${
          last.properties.errorMessage
            ? `: ${last.properties.errorMessage.slice(0, 200)}`
            : ''
        }.`,
        action: 'Start a long-term backup again and see that it completes.',
      }
    : undefined;
};

const RULES: readonly Rule[] = [
  noBackup,
  notReady,
  oldBackup,
  shortRetention,
  longTermFailed,
  attested,
];

export function findingsOf(judged: JudgedServer): BackupFinding[] {
  return RULES.flatMap(rule => {
    const finding = rule(judged);
    return finding ? [{ ...finding, subject: judged.server.name }] : [];
  });
}
