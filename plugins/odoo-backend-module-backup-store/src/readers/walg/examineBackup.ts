import { BackupFinding, StoredBackup } from '@plumbline/plugin-odoo-common';
import { Damage } from '../../judgement';
import { BlobItem, BlobStore, BlobStoreError } from '../../store';
import { BaseBackup } from './baseBackups';
import {
  dataMissing,
  interrupted,
  maybeRunning,
  sentinelCorrupt,
  unread,
} from './findings';
import { missingTar } from './missingTar';
import {
  MAX_SENTINEL_BYTES,
  parseMetadata,
  parseSentinel,
  Sentinel,
} from './sentinel';

/** What the own bytes of a base backup tell, before its parents and its WAL are looked at. */
export interface ExaminedBackup {
  stored: StoredBackup;
  segment: string;
  sentinel?: Sentinel;
  finishedAt?: Date;
  findings: BackupFinding[];
  damage?: Damage;
}

const RUNNING_MS = 2 * 3_600_000;
const HOUR_MS = 3_600_000;

export async function examineBackup(
  store: BlobStore,
  backup: BaseBackup,
  now: Date,
  signal?: AbortSignal,
): Promise<ExaminedBackup> {
  const { name, segment, newestAt } = backup;
  const sizes = [...backup.tars.values()].map(tar => tar.size);
  const examined: ExaminedBackup = {
    stored: {
      id: name,
      kind: name.includes('_D_') ? 'incremental' : 'full',
      status: 'usable',
      startedAt: null,
      finishedAt: null,
      sizeBytes: sizes.length ? sizes.reduce((a, b) => a + b, 0) : null,
    },
    segment,
    findings: [],
  };
  const as = (
    status: StoredBackup['status'],
    over: Partial<ExaminedBackup> = {},
  ): ExaminedBackup => ({
    ...examined,
    ...over,
    stored: { ...examined.stored, status },
  });
  if (!backup.sentinel) {
    const ms = now.getTime() - newestAt.getTime();
    return ms < RUNNING_MS
      ? as('running', { findings: [maybeRunning(name)] })
      : as('interrupted', {
          findings: [interrupted(name, Math.floor(ms / HOUR_MS))],
        });
  }
  // The tool takes the newest sentinel, whatever is in it.
  examined.stored.finishedAt = backup.sentinel.lastModified.toISOString();
  try {
    const sentinel = await readSentinel(store, backup, backup.sentinel, signal);
    if (!sentinel) {
      return as('damaged', {
        damage: sentinelCorrupt(name, 'it is not what the tool writes'),
      });
    }
    const finishedAt = sentinel.finishedAt ?? backup.sentinel.lastModified;
    examined.sentinel = sentinel;
    examined.finishedAt = finishedAt;
    examined.stored.startedAt = sentinel.startedAt?.toISOString() ?? null;
    examined.stored.finishedAt = finishedAt.toISOString();
    const missing = await missingTar(store, backup, signal);
    return missing
      ? as('damaged', { damage: dataMissing(name, missing) })
      : as('usable');
  } catch (error) {
    if (!(error instanceof BlobStoreError)) throw error;
    return error.kind === 'too-large'
      ? as('damaged', { damage: sentinelCorrupt(name, 'it is far too large') })
      : as('unknown', { findings: [unread(name, error.message)] });
  }
}

/** The sentinel, completed by metadata.json where it lacks the times, or is too large to be read. */
async function readSentinel(
  store: BlobStore,
  { metadata, name }: BaseBackup,
  sentinel: BlobItem,
  signal?: AbortSignal,
): Promise<Sentinel | undefined> {
  const read = async (blob: BlobItem) =>
    (
      await store.read(blob.name, { maxBytes: MAX_SENTINEL_BYTES, signal })
    ).toString('utf8');
  const own =
    sentinel.size > MAX_SENTINEL_BYTES && metadata
      ? undefined
      : parseSentinel(await read(sentinel));
  if (own?.finishedAt || !metadata) return own;
  const beside = parseMetadata(await read(metadata));
  if (!own) {
    // Without the sentinel nothing names the parent of a delta.
    return sentinel.size > MAX_SENTINEL_BYTES && !name.includes('_D_')
      ? beside
      : undefined;
  }
  return {
    ...own,
    startedAt: beside?.startedAt ?? null,
    finishedAt: beside?.finishedAt ?? null,
    permanent: own.permanent || beside?.permanent === true,
  };
}
