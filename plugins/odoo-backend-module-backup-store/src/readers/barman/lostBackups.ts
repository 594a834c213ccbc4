import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { newestUsable } from '../../judgement';
import { BlobStore, BlobStoreError } from '../../store';
import { decompressHead, parseArchiveName } from '../../wal';

const MAX_BYTES = 64 * 1024;
/** The newest ones: older backups may have been removed by retention. */
const NEWEST = 3;
/** Data is uploaded after PostgreSQL has finished the backup. */
const UPLOADING_MS = 2 * 3_600_000;

export const lostBackup = (subject: string): BackupFinding => ({
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

/**
 * Ids of base backups that PostgreSQL saw finished, by the `.backup` files it archived: those that are not in the
 * store were deleted, or their upload was killed.
 *
 * @param marks - blob names of such files, oldest first
 */
export async function finishedBackups(
  store: BlobStore,
  marks: readonly string[],
  now: Date,
  signal?: AbortSignal,
): Promise<{ ids: string[]; findings: BackupFinding[] }> {
  const ids: string[] = [];
  const findings: BackupFinding[] = [];
  for (const name of marks.slice(-NEWEST)) {
    try {
      const mark = parseMark(await readMark(store, name, signal));
      const settled = now.getTime() - (mark?.stoppedAt ?? 0) >= UPLOADING_MS;
      if (mark && settled) ids.push(mark.id);
    } catch (error) {
      if (!(error instanceof BlobStoreError)) throw error;
      findings.push(unreadMark(name, error.message));
    }
  }
  return { ids, findings };
}

/** Of backups that were once there: those that are gone although nothing newer has come, which is no retention. */
export function lostAmong(
  ids: readonly string[],
  backups: readonly StoredBackup[],
): string[] {
  const newest = newestUsable(backups)?.id ?? '';
  return [...new Set(ids)].filter(
    lost => lost > newest && !backups.some(({ id }) => id === lost),
  );
}

async function readMark(
  store: BlobStore,
  name: string,
  signal?: AbortSignal,
): Promise<string> {
  const file = parseArchiveName(name.split('/').at(-1)!);
  const extension = file?.kind === 'backup' ? file.extension : '';
  const stored = await store.read(name, { maxBytes: MAX_BYTES, signal });
  const content = await decompressHead(stored, extension, MAX_BYTES);
  return content?.toString('utf8') ?? '';
}

/** @returns undefined for the mark of another tool */
function parseMark(
  text: string,
): { id: string; stoppedAt: number } | undefined {
  const id = /^LABEL: Barman backup \S+ (\d{8}T\d{6})\s*$/m.exec(text)?.[1];
  const stop = /^STOP TIME: (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/m.exec(text);
  if (!id) return undefined;
  // The zone is that of the server: some hours more or less decide nothing but when it is told.
  const stoppedAt = Date.parse(`${stop?.[1]}T${stop?.[2]}Z`) || 0;
  return { id, stoppedAt };
}
