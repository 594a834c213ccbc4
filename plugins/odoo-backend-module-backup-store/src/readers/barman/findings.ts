import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { Damage } from '../../judgement';

const TAKE_NEW = 'Take a base backup now, and see what damaged this one.';

export const infoCorrupt = (subject: string, why: string): Damage => ({
  code: 'backup-info-corrupt',
  subject,
  summary: `Its backup.info cannot be used: ${why}. Barman does not restore such a backup, although its data may be whole.`,
  action: `${TAKE_NEW} With the data intact, a restore by hand is possible.`,
});

export const dataMissing = (subject: string, why: string): Damage => ({
  code: 'backup-data-missing',
  subject,
  summary: `Barman calls it DONE, and its data is not complete: ${why}.`,
  action: `${TAKE_NEW} A lifecycle rule that deletes blobs would do this.`,
});

export const dataTruncated = (subject: string, file: string): Damage => ({
  code: 'backup-data-truncated',
  subject,
  summary: `${file} does not end as a whole archive ends: it was cut.`,
  action: TAKE_NEW,
});

export const orphanBase = (subject: string, hours: number): BackupFinding => ({
  code: 'orphan-base',
  severity: 'degraded',
  subject,
  summary: `Its data is there and its backup.info is not, for ${hours} h: the backup was interrupted, or the file was deleted. It cannot be restored by the tool.`,
  action:
    'See the log of the backup job; remove the folder once a newer backup is usable.',
});

export const maybeRunning = (subject: string): BackupFinding => ({
  code: 'backup-running',
  severity: 'info',
  subject,
  summary:
    'Its data is being written; whether it goes on cannot be told from the store.',
  action: 'Nothing; it counts once its backup.info is there.',
});

export const unfinished = (subject: string, status: string): BackupFinding => ({
  code: 'backup-interrupted',
  severity: 'degraded',
  subject,
  summary: `It never came to its end: its status is still ${status}.`,
  action: 'See the log of the backup job, and take a base backup now.',
});

export const unread = (subject: string, why: string): BackupFinding => ({
  code: 'backup-unread',
  severity: 'unknown',
  subject,
  summary: `The store did not give what is needed to judge it: ${why}.`,
  action: 'It is tried again with the next run; see the Sources page.',
});

export const archived = (subject: string): BackupFinding => ({
  code: 'backup-in-archive-tier',
  severity: 'degraded',
  subject,
  summary:
    'Its data lies in the archive tier: a restore waits for up to 15 hours until it can be read.',
  action: 'Exclude base backups from the lifecycle rule that archives them.',
});

export const snapshotOnly = (subject: string): BackupFinding => ({
  code: 'backup-elsewhere',
  severity: 'unknown',
  subject,
  summary:
    'Its data lies in volume snapshots outside of this store: nobody here can tell whether it is whole.',
  action: 'Prove it by a restore test.',
});

export const foreignBackup = (subject: string): Damage => ({
  code: 'backup-of-other-system',
  subject,
  summary:
    'It was taken of another database system than the newest one: no WAL that is archived now carries it on.',
  action:
    'Give every database cluster an archive of its own; remove this one once nobody needs it.',
});
