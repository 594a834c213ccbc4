import { createHash } from 'node:crypto';
import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { Damage } from '../../judgement';
import { BlobStore, BlobStoreError } from '../../store';
import { gzipLength } from '../../wal';
import { BackupInfo, MAX_INFO_BYTES, parseBackupInfo } from './backupInfo';
import { BaseFolder } from './baseFolders';
import {
  archived,
  dataMissing,
  dataTruncated,
  infoCorrupt,
  maybeRunning,
  orphanBase,
  snapshotOnly,
  unfinished,
  unread,
} from './findings';
import { canBeTar, missingTar } from './tarFiles';

/** What the own bytes of a base backup tell, before its WAL is looked at. */
export interface ExaminedBackup {
  stored: StoredBackup;
  info?: BackupInfo;
  findings: BackupFinding[];
  damage?: Damage;
  /** Retention removes the WAL after it. */
  standalone?: boolean;
  /** Of the tar files whose ends were looked at and good: as long as it stays the same they need not be again. */
  intact?: string;
}

/** What backups are examined with. */
export interface Examination {
  store: BlobStore;
  now: Date;
  /** Fingerprints of tar files that were intact. */
  intact: ReadonlySet<string>;
  signal?: AbortSignal;
}

type Judgement = Pick<ExaminedBackup, 'damage' | 'intact' | 'standalone'> & {
  status: StoredBackup['status'];
  findings?: BackupFinding[];
};

/** The tool writes backup.info minutes after the data; a tar of 100 GB comes before others. */
const RUNNING_MS = 2 * 3_600_000;

export async function examineBackup(
  examination: Examination,
  folder: BaseFolder,
): Promise<ExaminedBackup> {
  const { store, now, signal } = examination;
  const { id, tars } = folder;
  const sizes = [...tars.values()].map(tar => tar.size);
  const stored = {
    id,
    kind: 'full',
    startedAt: null,
    finishedAt: null,
    sizeBytes: sizes.length ? sizes.reduce((a, b) => a + b, 0) : null,
  };
  const examined = (judgement: Judgement, info?: BackupInfo) => ({
    stored: {
      ...stored,
      status: judgement.status,
      startedAt: info?.startedAt?.toISOString() ?? null,
      finishedAt: info?.finishedAt?.toISOString() ?? null,
    },
    info,
    damage: judgement.damage,
    intact: judgement.intact,
    standalone: judgement.standalone,
    findings: judgement.findings ?? [],
  });
  if (!folder.info) return examined(judgeWithoutInfo(folder, now));
  try {
    const info = parseBackupInfo(
      (
        await store.read(folder.info.name, { maxBytes: MAX_INFO_BYTES, signal })
      ).toString('utf8'),
    );
    if (!info) {
      return examined(damaged(infoCorrupt(id, 'it tells no status')));
    }
    return examined(await judge(examination, folder, info), info);
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return examined(
      error.kind === 'too-large'
        ? damaged(infoCorrupt(id, 'it is larger than such a file can be'))
        : { status: 'unknown', findings: [unread(id, error.message)] },
    );
  }
}

function judgeWithoutInfo({ id, newestAt }: BaseFolder, now: Date): Judgement {
  const ms = now.getTime() - newestAt.getTime();
  return ms < RUNNING_MS
    ? { status: 'running', findings: [maybeRunning(id)] }
    : {
        status: 'interrupted',
        findings: [orphanBase(id, Math.floor(ms / 3_600_000))],
      };
}

async function judge(
  { store, now, intact, signal }: Examination,
  folder: BaseFolder,
  info: BackupInfo,
): Promise<Judgement> {
  const { id, tars } = folder;
  // An end time is set before the upload ends: only the status tells that it did.
  if (info.status === 'FAILED') return { status: 'failed' };
  if (info.status !== 'DONE') {
    return now.getTime() - folder.newestAt.getTime() < RUNNING_MS
      ? { status: 'running', findings: [maybeRunning(id)] }
      : { status: 'interrupted', findings: [unfinished(id, info.status)] };
  }
  if (!info.wal || !info.finishedAt) {
    return damaged(
      infoCorrupt(id, 'it does not tell when it ended and which WAL it needs'),
    );
  }
  if (info.snapshot) {
    return { status: 'unknown', findings: [snapshotOnly(id)] };
  }
  const missing = missingTar(tars, info.tablespaces);
  if (missing) return damaged(dataMissing(id, missing));
  const findings = [...tars.values()].some(tar => tar.accessTier === 'Archive')
    ? [archived(id)]
    : [];
  const fingerprint = fingerprintOf(folder);
  const cut = intact.has(fingerprint)
    ? undefined
    : await cutTar(store, folder, signal);
  return cut
    ? { ...damaged(dataTruncated(id, cut)), findings }
    : {
        status: 'usable',
        findings,
        intact: fingerprint,
        standalone: await isStandalone(store, folder, signal),
      };
}

/** `barman-cloud-backup-keep --target standalone`: kept with the WAL that makes it consistent, and no more. */
async function isStandalone(
  store: BlobStore,
  { keep }: BaseFolder,
  signal?: AbortSignal,
): Promise<boolean> {
  if (!keep) return false;
  const target = await store.read(keep.name, { maxBytes: 1024, signal });
  return target.toString('utf8').trim() === 'standalone';
}

/** Changes with any of the tar files, also when one is replaced by another of the same size. */
function fingerprintOf({ id, tars }: BaseFolder): string {
  const hash = createHash('sha256').update(id);
  for (const { name, size, lastModified } of tars.values()) {
    hash.update(`\n${name} ${size} ${lastModified.getTime()}`);
  }
  return hash.digest('base64').slice(0, 12);
}

/** Reads the last bytes of every tar; nothing tells whether other compressions are whole. */
async function cutTar(
  store: BlobStore,
  { tars }: BaseFolder,
  signal?: AbortSignal,
): Promise<string | undefined> {
  for (const [file, { name, size, accessTier }] of tars) {
    if (accessTier === 'Archive') continue;
    if (file.endsWith('.tar') && size % 512 !== 0) return file;
    if (!file.endsWith('.gz')) continue;
    // By the size that was listed: to be asked for the end alone, the store would have to be asked for the size first.
    const range = { offset: Math.max(0, size - 4), length: 4 };
    const end = await store.read(name, { range, maxBytes: 4, signal });
    const length = gzipLength(end);
    if (length === undefined || !canBeTar(length, size)) return file;
  }
  return undefined;
}

function damaged(damage: Damage): Judgement {
  return { status: 'damaged', damage };
}
