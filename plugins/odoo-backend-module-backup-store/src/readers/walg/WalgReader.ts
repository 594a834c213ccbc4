import { newestUsable } from '../../judgement';
import { readChains, segmentOfLsn, WalBackup, walReport } from '../../wal';
import {
  BackupReader,
  ReadRequest,
  RepositoryLocation,
  RepositoryReading,
} from '../BackupReader';
import { asUnlisted, unreadableReport } from '../unreadableReport';
import { BaseBackup, listBaseBackups } from './baseBackups';
import { examineBackup, ExaminedBackup } from './examineBackup';
import { foreignBackup, sentinelCorrupt } from './findings';
import { locate } from './locate';
import { judgeParents } from './parents';
import { segmentSizeOf } from './segmentSize';
import { walOf } from './sentinel';

/** WAL-G: `basebackups_005/base_<segment>…` and `wal_005/<segment>.lz4`, side by side. */
export class WalgReader implements BackupReader {
  readonly format = 'wal-g';

  locate = locate;

  async read(request: ReadRequest): Promise<RepositoryReading> {
    const { store, location, signal } = request;
    const folder = `${location.prefix}basebackups_005/`;
    let found: Map<string, BaseBackup>;
    try {
      found = await listBaseBackups(store, folder, signal);
    } catch (error) {
      const report = unreadableReport(location, asUnlisted(error));
      return { report, memory: request.memory };
    }
    const examined = judgeParents(await examineAll(request, found));
    try {
      return await judge(request, examined);
    } catch (error) {
      const report = unreadableReport(location, asUnlisted(error));
      return { report, memory: request.memory };
    }
  }
}

/** So many backups are examined at once. */
const PARALLEL = 8;

async function examineAll(
  { store, now, signal }: ReadRequest,
  found: ReadonlyMap<string, BaseBackup>,
): Promise<ExaminedBackup[]> {
  const backups = [...found.values()];
  const examined: ExaminedBackup[] = [];
  for (let at = 0; at < backups.length; at += PARALLEL) {
    const some = backups
      .slice(at, at + PARALLEL)
      .map(backup => examineBackup(store, backup, now, signal));
    examined.push(...(await Promise.all(some)));
  }
  return examined;
}

async function judge(
  request: ReadRequest,
  examined: readonly ExaminedBackup[],
): Promise<RepositoryReading> {
  const { location, targets, now } = request;
  const root = walRootOf(location);
  const system = await newestSystem(request, examined);
  const ours = examined.map(each => inSystem(each, system));
  const backups = ours.flatMap(each => toWalBackup(each, system));
  const reading =
    system && backups.length > 0
      ? await readChains({
          ...request,
          ...system,
          encryptable: true,
          layout: { root, folders: false },
          lineage: `${location.name}/${system.systemId}`,
          backups,
        })
      : undefined;
  const findings = [
    ...ours.flatMap(each => each.findings),
    ...(reading?.findings ?? []),
  ];
  const report = walReport(
    location,
    {
      backups: ours.map(each => each.stored),
      chains: reading?.chains,
      findings,
      damages: ours.flatMap(each => each.damage ?? []),
      partial:
        reading?.partial === true ||
        findings.some(({ code }) => code.endsWith('-unread')),
    },
    targets,
    now,
  );
  return {
    report,
    memory: reading ? reading.memory : request.memory,
    ...(reading?.pending && { pending: true }),
  };
}

function walRootOf({ prefix }: RepositoryLocation): string {
  return `${prefix}wal_005/`;
}

interface DatabaseSystem {
  systemId: string | null;
  segmentBytes: number;
}

/** The database that the newest good backup was taken of; undefined when there is none, or nothing fits together. */
async function newestSystem(
  { store, location, signal }: ReadRequest,
  examined: readonly ExaminedBackup[],
): Promise<DatabaseSystem | undefined> {
  const good = examined.filter(({ stored }) => stored.status === 'usable');
  const newest = newestUsable(good.map(each => each.stored));
  const sentinel = good.find(({ stored }) => stored === newest)?.sentinel;
  if (!sentinel) return undefined;
  const { systemId } = sentinel;
  const starts = good.flatMap(each =>
    each.sentinel?.systemId === systemId
      ? [{ segment: each.segment, lsn: each.sentinel.startLsn }]
      : [],
  );
  const root = walRootOf(location);
  const segmentBytes = await segmentSizeOf(store, root, starts, signal);
  return segmentBytes ? { systemId, segmentBytes } : undefined;
}

/** Chains never cross from one database system to another, and need WAL positions that can be. */
function inSystem(
  each: ExaminedBackup,
  system: DatabaseSystem | undefined,
): ExaminedBackup {
  const { stored, sentinel } = each;
  if (stored.status !== 'usable' || !sentinel) return each;
  if (!system || !fits(each, system)) {
    return {
      ...each,
      stored: { ...stored, status: 'damaged' },
      damage: sentinelCorrupt(
        stored.id,
        'its WAL positions do not fit its name',
      ),
    };
  }
  if (sentinel.systemId === system.systemId) return each;
  return {
    ...each,
    stored: { ...stored, status: 'unknown' },
    damage: foreignBackup(stored.id),
  };
}

function fits(
  { segment, sentinel }: ExaminedBackup,
  { segmentBytes }: DatabaseSystem,
): boolean {
  const wal = sentinel && walOf(segment, sentinel, segmentBytes);
  return (
    wal?.start.number === segmentOfLsn(sentinel?.startLsn ?? 0n, segmentBytes)
  );
}

function toWalBackup(
  { stored, sentinel, segment, finishedAt }: ExaminedBackup,
  system: DatabaseSystem | undefined,
): WalBackup[] {
  const wal =
    sentinel && system && walOf(segment, sentinel, system.segmentBytes);
  if (stored.status !== 'usable' || !wal || !finishedAt) return [];
  return [
    {
      id: stored.id,
      ...wal,
      stopLsn: sentinel.finishLsn,
      finishedAt,
      standalone: sentinel.permanent,
    },
  ];
}
