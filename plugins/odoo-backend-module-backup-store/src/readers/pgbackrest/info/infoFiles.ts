import { z } from 'zod';
import { BlobStore } from '../../../store';
import { IniEntry, readIni } from '../ini/readIni';
import { IniError } from '../ini/IniError';
import { Loaded, loadWithCopy } from '../ini/loadWithCopy';
import { LABEL } from '../names';

/** About 1 KB a backup: room for ten thousand of them. */
const LIMITS = { maxBytes: 16 * 1024 * 1024, maxLines: 20_000 };
/** RFC 3339 has four digits for the year. */
const LAST_SECOND = 253_402_300_799;

const segment = z.string().regex(/^[0-9A-F]{24}$/);
const seconds = z.int().min(0).max(LAST_SECOND);
const label = z.string().regex(LABEL);
const lsn = z.string().regex(/^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/i);

const backupSchema = z.object({
  'backup-type': z.enum(['full', 'diff', 'incr']),
  'backup-timestamp-start': seconds,
  'backup-timestamp-stop': seconds,
  'backup-archive-start': segment.nullish(),
  'backup-archive-stop': segment.nullish(),
  'backup-lsn-start': lsn.nullish(),
  'backup-lsn-stop': lsn.nullish(),
  'backup-prior': label.optional(),
  'backup-reference': z.array(label).max(10_000).optional(),
  'backup-error': z.boolean().optional(),
  'db-id': z.int(),
});

/** A cluster that the stanza has served; a new one begins with every major upgrade. */
export interface Cluster {
  historyId: number;
  version: string;
  /** uint64 as text. */
  systemId: string;
}

/** What backup.info says of a backup. */
export interface BackupRecord {
  label: string;
  kind: 'full' | 'differential' | 'incremental';
  startedAt: Date;
  stoppedAt: Date;
  /** Absent from a backup of a server that was shut down. */
  wal?: {
    start: string;
    stop: string;
    startLsn: string | null;
    stopLsn: string | null;
  };
  /** Labels of the backups that hold parts of it. */
  needs: string[];
  /** Damaged pages were found in the database while it was copied. */
  pageErrors: boolean;
  historyId: number;
}

export interface BackupInfo {
  current: number | undefined;
  clusters: Cluster[];
  backups: BackupRecord[];
  /** Labels, cut short, whose entry nobody understands. */
  garbled: string[];
}

export interface ArchiveInfo {
  current: number | undefined;
  clusters: Cluster[];
}

const KINDS = {
  full: 'full',
  diff: 'differential',
  incr: 'incremental',
} as const;

/** @throws Unbelievable, BlobStoreError */
export function loadBackupInfo(
  store: BlobStore,
  file: string,
  signal?: AbortSignal,
): Promise<Loaded<BackupInfo>> {
  return loadWithCopy(file, async name => {
    const info: BackupInfo = { ...noClusters(), backups: [], garbled: [] };
    await readIni(store.stream(name, { signal }), LIMITS, entry => {
      if (entry.section === 'backup:current') addBackup(info, entry);
      else addCluster(info, entry, 'db-system-id');
    });
    return info;
  });
}

/** @throws Unbelievable, BlobStoreError */
export function loadArchiveInfo(
  store: BlobStore,
  file: string,
  signal?: AbortSignal,
): Promise<Loaded<ArchiveInfo>> {
  return loadWithCopy(file, async name => {
    const info: ArchiveInfo = noClusters();
    await readIni(store.stream(name, { signal }), LIMITS, entry =>
      // Not a slip: in its history, and only there, the id of the system is called `db-id`.
      addCluster(info, entry, 'db-id'),
    );
    return info;
  });
}

function noClusters(): ArchiveInfo {
  return { current: undefined, clusters: [] };
}

function addBackup(info: BackupInfo, { key, value }: IniEntry) {
  const { success, data } = backupSchema.safeParse(value);
  if (!success || !LABEL.test(key)) {
    info.garbled.push(key.slice(0, 100));
    return;
  }
  const start = data['backup-archive-start'];
  const stop = data['backup-archive-stop'];
  const prior = data['backup-prior'];
  info.backups.push({
    label: key,
    kind: KINDS[data['backup-type']],
    startedAt: new Date(data['backup-timestamp-start'] * 1000),
    stoppedAt: new Date(data['backup-timestamp-stop'] * 1000),
    ...(start && stop
      ? {
          wal: {
            start,
            stop,
            startLsn: data['backup-lsn-start'] ?? null,
            stopLsn: data['backup-lsn-stop'] ?? null,
          },
        }
      : {}),
    needs: data['backup-reference'] ?? (prior ? [prior] : []),
    pageErrors: data['backup-error'] === true,
    historyId: data['db-id'],
  });
}

const versionSchema = z.object({
  'db-version': z.string().regex(/^\d+(?:\.\d+)?$/),
});

function addCluster(
  info: ArchiveInfo,
  { section, key, raw, value }: IniEntry,
  systemIdKey: 'db-id' | 'db-system-id',
) {
  if (section === 'backrest' && key === 'backrest-format' && raw !== '5') {
    throw new IniError('malformed', `it has format ${raw.slice(0, 20)}, not 5`);
  }
  if (section === 'db' && key === 'db-id') {
    info.current = z.int().safeParse(value).data;
  }
  if (section !== 'db:history') return;
  const version = versionSchema.safeParse(value).data?.['db-version'];
  // From the text: the number does not fit a JavaScript number.
  const systemId = new RegExp(`"${systemIdKey}":(\\d{1,20})[,}]`).exec(
    raw,
  )?.[1];
  if (version && systemId && /^\d{1,9}$/.test(key)) {
    info.clusters.push({ historyId: Number(key), version, systemId });
  }
}

/**
 * Where the archive keeps the WAL of a cluster: its own number counts, not that of backup.info
 * (pgBackRest, src/info/infoArchive.c, infoArchiveIdHistoryMatch).
 */
export function archiveIdOf(
  archive: ArchiveInfo,
  cluster: Cluster,
): string | undefined {
  const same = archive.clusters.filter(
    ({ version, systemId }) =>
      version === cluster.version && systemId === cluster.systemId,
  );
  const match =
    same.find(({ historyId }) => historyId === cluster.historyId) ??
    same.at(-1);
  return match && `${match.version}-${match.historyId}`;
}
