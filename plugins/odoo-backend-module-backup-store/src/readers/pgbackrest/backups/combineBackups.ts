import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { Damage } from '../../../judgement';
import { BackupRecord } from '../info/infoFiles';
import { Verified } from './Verified';

export interface JudgedBackup {
  record: BackupRecord;
  status: 'usable' | 'damaged' | 'unknown';
}

const GRAVER = { usable: 0, unknown: 1, damaged: 2 } as const;

/** What is said of backups; how grave damage is depends on whether a newer one makes up for it. */
export interface CombinedBackups {
  judged: JudgedBackup[];
  findings: BackupFinding[];
  damages: Damage[];
}

/** A backup is as good as its own bytes and as the worst of the backups that hold parts of it. */
export function combineBackups(
  records: readonly BackupRecord[],
  verified: ReadonlyMap<string, Verified>,
): CombinedBackups {
  const said: BackupFinding[] = [];
  const own = new Map(
    records.map(record => [record.label, ownStatus(record, verified)]),
  );
  const judged = records.map(record => {
    let status = own.get(record.label)!;
    for (const need of record.needs) {
      if (need === record.label) continue;
      const theirs = own.get(need) ?? 'damaged';
      if (GRAVER[theirs] > GRAVER[status]) status = theirs;
      if (theirs === 'usable') continue;
      said.push(
        own.has(need)
          ? leansOn(record.label, need, theirs)
          : needsGone(record.label, need),
      );
    }
    return { record, status };
  });
  for (const { label, pageErrors } of records) {
    said.push(...(verified.get(label)?.findings ?? []));
    if (pageErrors) said.push(damagedPages(label));
  }
  return {
    judged,
    findings: said.filter(({ severity }) => severity !== 'critical'),
    damages: said.filter(({ severity }) => severity === 'critical'),
  };
}

function ownStatus(
  { label, pageErrors }: BackupRecord,
  verified: ReadonlyMap<string, Verified>,
): JudgedBackup['status'] {
  const state = verified.get(label)?.state ?? 'unknown';
  if (state === 'good') return pageErrors ? 'damaged' : 'usable';
  return state;
}

function leansOn(
  label: string,
  need: string,
  theirs: 'damaged' | 'unknown',
): BackupFinding {
  return {
    code: theirs === 'damaged' ? 'reference-damaged' : 'reference-unknown',
    severity: theirs === 'damaged' ? 'critical' : 'info',
    subject: label,
    summary:
      theirs === 'damaged'
        ? `It holds only what changed since ${need}, and that one is damaged.`
        : `It holds only what changed since ${need}, of which nobody knows whether it is whole.`,
    action:
      theirs === 'damaged'
        ? 'Take a new full backup now.'
        : `See what is said of ${need}.`,
  };
}

function needsGone(label: string, need: string): BackupFinding {
  return {
    code: 'reference-missing',
    severity: 'critical',
    subject: label,
    summary: `It holds only what changed since ${need}, which backup.info no longer knows.`,
    action: 'Take a new full backup now.',
  };
}

function damagedPages(label: string): BackupFinding {
  return {
    code: 'backup-error',
    severity: 'critical',
    subject: label,
    summary:
      'The tool found damaged pages in the database while it took this backup, and keeps them.',
    action:
      'Check the database (amcheck, the tool\u2019s log), repair it and take a new full backup.',
  };
}
