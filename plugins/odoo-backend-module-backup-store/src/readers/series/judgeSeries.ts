import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobItem } from '../../store';
import { RepositoryLocation } from '../BackupReader';
import { CLOCK_TOLERANCE_MS, Snapshot } from '../snapshots';
import { compareAmounts, compareDatabases } from './compareFiles';
import { Examination, Problem } from './Examination';

export interface ExaminedFile {
  blob: BlobItem;
  /** Undefined: too old to be looked into with every run. */
  examination?: Examination;
  takenAt?: Date;
}

/**
 * Backups of one schedule, judged one by one and against the one before.
 *
 * @param files - oldest first
 * @param location - its name is what the names of the files say the database is
 */
export function judgeSeries(
  files: readonly ExaminedFile[],
  { name: series, prefix }: RepositoryLocation,
): { snapshots: Snapshot[]; findings: BackupFinding[] } {
  const snapshots: Snapshot[] = [];
  const findings: BackupFinding[] = [];
  let previous: Examination | undefined;
  let database: string | undefined;
  for (const [index, { blob, examination, takenAt }] of files.entries()) {
    const newest = index === files.length - 1;
    const problems = [
      ...(examination?.problems ?? []),
      ...(newest && examination ? compareAmounts(examination, previous) : []),
      ...compareDatabases(
        examination?.database,
        database,
        // Only Odoo's own names tell time and database for sure.
        takenAt && series,
      ),
    ];
    database = examination?.database ?? database;
    const status = statusOf(examination, problems);
    const id = blob.name.slice(prefix.length);
    const at = momentOf(blob, takenAt, examination?.takenAt);
    snapshots.push({
      at,
      backup: {
        id,
        kind: 'dump',
        status,
        startedAt: at.toISOString(),
        finishedAt: blob.lastModified.toISOString(),
        sizeBytes: blob.size,
      },
    });
    findings.push(...problems.map(problem => findingOf(id, problem, newest)));
    if (status === 'usable') previous = examination;
  }
  return { snapshots, findings };
}

function statusOf(
  examination: Examination | undefined,
  problems: readonly Problem[],
): Snapshot['backup']['status'] {
  if (problems.some(({ effect }) => effect === 'damaged')) return 'damaged';
  const unknown = problems.some(({ effect }) => effect === 'unreadable');
  return examination && !unknown ? 'usable' : 'unknown';
}

/** With an older one left, damage to one that is not the newest costs only restore points. */
function findingOf(
  subject: string,
  { code, effect, summary, action }: Problem,
  newest: boolean,
): BackupFinding {
  const severity = {
    damaged: newest ? ('critical' as const) : ('degraded' as const),
    doubtful: 'degraded' as const,
    // Old backups are moved to the archive tier on purpose.
    unreadable:
      !newest && code === 'archived' ? ('info' as const) : ('unknown' as const),
    note: 'info' as const,
  }[effect];
  return { code, severity, subject, summary, action };
}

/**
 * What was written while a dump ran is not in it: the earliest time that anything tells counts. A time that lies
 * after the upload is that of another time zone and tells nothing.
 */
function momentOf(
  { lastModified }: BlobItem,
  named: Date | undefined,
  inside: string | undefined,
): Date {
  const told = [named, inside && new Date(inside)]
    .filter(time => time instanceof Date)
    .filter(time => +time <= +lastModified + CLOCK_TOLERANCE_MS);
  return new Date(Math.min(+lastModified, ...told.map(Number)));
}
