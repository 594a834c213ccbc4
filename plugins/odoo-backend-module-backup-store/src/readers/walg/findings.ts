import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { Damage } from '../../judgement';

const TAKE_NEW = 'Take a whole backup now, and see what damaged this one.';

export const sentinelCorrupt = (subject: string, why: string): Damage => ({
  code: 'sentinel-corrupt',
  subject,
  summary: `What WAL-G tells of it cannot be used: ${why}. The tool cannot restore it.`,
  action: TAKE_NEW,
});

export const dataMissing = (subject: string, why: string): Damage => ({
  code: 'backup-data-missing',
  subject,
  summary: `WAL-G calls it finished, and its data is not complete: ${why}.`,
  action: `${TAKE_NEW} A lifecycle rule that deletes blobs would do this.`,
});

export const parentMissing = (subject: string, parent: string): Damage => ({
  code: 'reference-missing',
  subject,
  summary: `It holds only what changed since ${parent}, which is not in the store.`,
  action: TAKE_NEW,
});

export const parentDamaged = (subject: string, parent: string): Damage => ({
  code: 'reference-damaged',
  subject,
  summary: `It holds only what changed since ${parent}, and that one cannot be restored.`,
  action: TAKE_NEW,
});

export const foreignBackup = (subject: string): Damage => ({
  code: 'backup-of-other-system',
  subject,
  summary:
    'It was taken of another database system than the newest one: no WAL that is archived now carries it on.',
  action:
    'Give every database cluster an archive of its own; remove this one once nobody needs it.',
});

export const interrupted = (subject: string, hours: number): BackupFinding => ({
  code: 'backup-interrupted',
  severity: 'degraded',
  subject,
  summary: `Data of it is there, and for ${hours} h nothing tells that it was finished: it was interrupted, or its sentinel was deleted.`,
  action:
    'See the log of the backup job; remove it by `wal-g delete garbage` once a newer backup is usable.',
});

export const maybeRunning = (subject: string): BackupFinding => ({
  code: 'backup-running',
  severity: 'info',
  subject,
  summary:
    'Its data is being written; whether it goes on cannot be told from the store.',
  action: 'Nothing; it counts once its sentinel is there.',
});

export const unread = (subject: string, why: string): BackupFinding => ({
  code: 'backup-unread',
  severity: 'unknown',
  subject,
  summary: `The store did not give what is needed to judge it: ${why}.`,
  action: 'It is tried again with the next run; see the Sources page.',
});
