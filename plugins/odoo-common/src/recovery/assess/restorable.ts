import { RepositoryReport } from '../report';
import { RecoveryInput, freshFact, secondsBetween, secondsOf } from './input';

/** Up to when database and filestore can be brought back, from what the store holds. */
export type Restorable =
  | { state: 'unknown'; summary: string }
  | { state: 'none'; summary: string }
  | {
      state: 'restorable';
      /** The older of database and filestore. */
      to: string;
      /** When the store was read. */
      asOf: string;
      database: RepositoryReport;
      /** Seconds by which the filestore is older than the database; 0 when it is not. */
      apart: number;
    };

/** Without a fresh and whole look at the store nothing is restorable as far as anybody knows. */
export function restorableNow(
  input: Pick<RecoveryInput, 'facts' | 'now'>,
): Restorable {
  const database = freshFact(input, 'database');
  const filestore = freshFact(input, 'filestore');
  if (!database) return unknownBecause(input, 'database');
  const { report } = database.fact;
  if (report.newestRestorePoint === null) {
    return report.verdict === 'unknown' || report.partial
      ? { state: 'unknown', summary: worstFinding(report) }
      : { state: 'none', summary: worstFinding(report) };
  }
  if (!filestore) return unknownBecause(input, 'filestore');
  const files = filestore.fact.report;
  if (files.newestRestorePoint === null) {
    return files.verdict === 'unknown' || files.partial
      ? { state: 'unknown', summary: worstFinding(files) }
      : {
          state: 'none',
          summary: `The filestore cannot be restored: ${worstFinding(files)}`,
        };
  }
  const [db, fs] = [report.newestRestorePoint, files.newestRestorePoint];
  return {
    state: 'restorable',
    to: fs < db ? fs : db,
    asOf: database.observedAt,
    database: report,
    apart: Math.max(0, secondsBetween(fs, db)),
  };
}

/** Attachments are only added: a database newer than its files points at files that are not there. */
export function belongTogether(
  restorable: Restorable,
  { policy }: Pick<RecoveryInput, 'policy'>,
): boolean {
  return (
    restorable.state !== 'restorable' ||
    restorable.apart <= secondsOf(policy.filestoreTolerance)
  );
}

function unknownBecause(
  { facts }: Pick<RecoveryInput, 'facts'>,
  kind: 'database' | 'filestore',
): Restorable {
  const what = kind === 'database' ? "The database's" : "The filestore's";
  const last = facts[kind];
  return {
    state: 'unknown',
    summary: last
      ? `${what} backups were last read at ${last.observedAt}: too long ago to count`
      : `${what} backups have not been read`,
  };
}

const WORST_FIRST = ['critical', 'unknown', 'degraded', 'info'];

/** What a report says of itself, in one sentence. */
export function worstFinding({ findings, name }: RepositoryReport): string {
  const [worst] = [...findings].sort(
    (a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity),
  );
  return worst?.summary ?? `${name} holds nothing that can be restored`;
}
