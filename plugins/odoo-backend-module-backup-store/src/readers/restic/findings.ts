import { BackupFinding } from '@plumbline/plugin-odoo-common';
import { BlobItem } from '../../store';
import { Contents } from './checkContents';
import { ResticFiles, shortId } from './resticFiles';
import { Run } from './runs';

/** restic itself takes a lock that was not refreshed for so long for a dead one. */
const STALE_LOCK_MS = 30 * 60_000;
const MAX_NAMED = 10;

const REPAIR =
  'Run restic check, then restic repair index and snapshots, or a new backup; prove it by a restore test.';

/** What keeps every snapshot from being restored. */
export function lostRepository(
  files: ResticFiles,
  corrupt: ReadonlySet<BlobItem>,
): BackupFinding[] {
  const findings: BackupFinding[] = [];
  const critical = (code: string, subject: string, summary: string) =>
    findings.push({
      code,
      severity: 'critical',
      subject,
      summary,
      action: 'Put the file back from another copy of the repository.',
    });
  const { config } = files;
  if (!config?.size || corrupt.has(config)) {
    critical(
      'config-missing',
      'config',
      'The repository has no whole config: restic cannot open it.',
    );
  }
  if (!files.keys.some(key => key.size > 0 && !corrupt.has(key))) {
    critical(
      'key-missing',
      'keys',
      'The repository has no whole key file: nothing in it can be decrypted.',
    );
  }
  return findings;
}

export function contentFindings(
  contents: Contents,
  runs: readonly Run[],
  newestDamaged: boolean,
): BackupFinding[] {
  const findings: BackupFinding[] = [];
  const { missingPack, missingIndex, doubtful } = contents;
  const nameOf = ({ snapshot }: Run) =>
    snapshot ? shortId(snapshot) : 'after the newest snapshot';
  if (missingPack) {
    findings.push({
      code: 'pack-missing',
      severity: 'critical',
      subject: nameOf(runs[missingPack.run]),
      summary: `Its index names at least ${missingPack.named} blobs, and the packs written with it hold at most ${missingPack.held}: data is missing.`,
      action: REPAIR,
    });
  }
  if (missingIndex !== undefined) {
    findings.push({
      code: 'index-missing',
      severity: 'critical',
      subject: nameOf(runs[missingIndex]),
      summary:
        'No index names the packs that were written with it: restic does not find its data.',
      action: REPAIR,
    });
  }
  if (doubtful !== undefined && doubtful !== missingPack?.run) {
    findings.push({
      code: 'pack-doubtful',
      severity: 'unknown',
      subject: nameOf(runs[doubtful]),
      summary:
        'Its index is larger than its packs explain, compared with the other runs: a pack may be missing.',
      action: 'Run restic check where the repository is written.',
    });
  }
  const severity = newestDamaged ? 'critical' : 'degraded';
  for (const blob of [...contents.corrupt].slice(0, MAX_NAMED)) {
    findings.push({
      code: 'file-corrupt',
      severity,
      subject: blob.name,
      summary: `Its content is not what it is named after (of ${contents.corrupt.size} such files).`,
      action: REPAIR,
    });
  }
  return findings;
}

export function unreadFindings({ unread }: Contents): BackupFinding[] {
  if (unread === 0) return [];
  return [
    {
      code: 'not-all-read',
      severity: 'info',
      subject: 'data',
      summary: `${unread} files were not read this time: the repository is too large to be read at once.`,
      action: 'Run restic check --read-data-subset where it is written.',
    },
  ];
}

export function lockFindings(
  locks: readonly BlobItem[],
  now: Date,
): BackupFinding[] {
  return locks
    .filter(({ lastModified }) => +now - +lastModified > STALE_LOCK_MS)
    .slice(0, MAX_NAMED)
    .map(lock => ({
      code: 'stale-lock',
      severity: 'degraded',
      subject: `locks/${shortId(lock)}`,
      summary: `A run that began or was last seen at ${lock.lastModified.toISOString()} never ended: prune and check refuse to work.`,
      action: 'Make sure that no restic is running, then run restic unlock.',
    }));
}

/** Something was written after the newest snapshot, and no run is at work. */
export function tailFindings(
  { packs, indexes, snapshot }: Run,
  missingSnapshot: boolean,
  now: Date,
): BackupFinding[] {
  const last = [...packs, ...indexes].at(-1);
  if (snapshot || !last) return [];
  if (+now - +last.lastModified < STALE_LOCK_MS) return [];
  if (missingSnapshot) {
    return [
      {
        code: 'snapshot-missing',
        severity: 'degraded',
        subject: last.name,
        summary:
          'A run stored its data and its index, and its snapshot is not there: it was deleted, or the run ended early.',
        action: 'Take a new backup; find out who deletes snapshots.',
      },
    ];
  }
  if (indexes.length > 0) return [];
  return [
    {
      code: 'run-interrupted',
      severity: 'degraded',
      subject: last.name,
      summary:
        'Data was stored after the newest snapshot, and the run never ended.',
      action: 'Take a new backup, and see why the last one did not end.',
    },
  ];
}
