import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { newestUsable } from '../../judgement';
import { BlobStore, BlobStoreError } from '../../store';
import { decompressHead, parseArchiveName } from '../../wal';

const MAX_BYTES = 64 * 1024;
/** The newest ones: older backups may have been removed by retention. */
const NEWEST = 3;
/** Data is uploaded after PostgreSQL has finished the backup. */
const UPLOADING_MS = 2 * 3_600_000;

/**
 * Base backups that PostgreSQL saw finished, by the `.backup` files it archived, and that are not in the store:
 * deleted, or their upload was killed.
 *
 * @param marks - blob names of such files, oldest first
 */
export async function lostBackups(
  store: BlobStore,
  marks: readonly string[],
  backups: readonly StoredBackup[],
  now: Date,
  signal?: AbortSignal,
): Promise<BackupFinding[]> {
  const findings: BackupFinding[] = [];
  const newest = newestUsable(backups)?.id ?? '';
  for (const name of marks.slice(-NEWEST)) {
    const mark = await readMark(store, name, signal);
    if (mark instanceof BlobStoreError) {
      findings.push(unreadMark(name, mark.message));
      continue;
    }
    if (!mark || mark.id <= newest) continue;
    if (backups.some(({ id }) => id === mark.id)) continue;
    if (now.getTime() - mark.stoppedAt < UPLOADING_MS) continue;
    findings.push(lost(mark.id));
  }
  return findings;
}

/** @returns undefined for the mark of another tool */
async function readMark(
  store: BlobStore,
  name: string,
  signal?: AbortSignal,
): Promise<{ id: string; stoppedAt: number } | undefined | BlobStoreError> {
  const file = parseArchiveName(name.split('/').at(-1)!);
  if (file?.kind !== 'backup') return undefined;
  try {
    const stored = await store.read(name, { maxBytes: MAX_BYTES, signal });
    const content = await decompressHead(stored, file.extension, MAX_BYTES);
    const text = content?.toString('utf8') ?? '';
    const id = /^LABEL: Barman backup \S+ (\d{8}T\d{6})\s*$/m.exec(text)?.[1];
    const stop = /^STOP TIME: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)/m.exec(
      text,
    )?.[1];
    // The zone is that of the server; a day too early or too late decides nothing but when it is told.
    const stoppedAt = Date.parse(`${stop?.replace(' ', 'T')}Z`);
    return id ? { id, stoppedAt: stoppedAt || 0 } : undefined;
  } catch (error) {
    if (error instanceof BlobStoreError) return error;
    throw error;
  }
}

export const lost = (subject: string): BackupFinding => ({
  code: 'newest-backup-missing',
  severity: 'degraded',
  subject,
  summary:
    'This backup was finished and is not in the store: it was deleted, or its upload was killed. A restore has to replay all WAL since an older one.',
  action:
    'See who or what deletes backups (lifecycle rules, clean-up jobs), and take a base backup now.',
});

const unreadMark = (subject: string, why: string): BackupFinding => ({
  code: 'backup-mark-unread',
  severity: 'unknown',
  subject,
  summary: `The note of PostgreSQL on a finished backup could not be read: ${why}.`,
  action: 'It is tried again with the next run; see the Sources page.',
});
