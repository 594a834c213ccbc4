import { WalBackup } from '../../wal';
import { ExaminedBackup } from './examineBackup';
import { foreignBackup } from './findings';

/** The database that the newest good backup was taken of. */
export interface DatabaseSystem {
  systemId: string | null;
  segmentBytes: number;
}

export function newestSystem(
  examined: readonly ExaminedBackup[],
): DatabaseSystem | undefined {
  const newest = examined
    .filter(({ stored }) => stored.status === 'usable')
    .sort((a, b) => +b.info!.finishedAt! - +a.info!.finishedAt!)[0]?.info;
  return newest?.wal
    ? { systemId: newest.systemId, segmentBytes: newest.wal.segmentBytes }
    : undefined;
}

/** Chains never cross from one database system to another: the backups of others are set aside. */
export function setOthersAside(
  examined: readonly ExaminedBackup[],
  system: DatabaseSystem | undefined,
): ExaminedBackup[] {
  return examined.map(each => {
    const { stored, info } = each;
    const ours =
      !info?.wal ||
      !system ||
      (info.systemId === system.systemId &&
        info.wal.segmentBytes === system.segmentBytes);
    if (ours || stored.status !== 'usable') return each;
    return {
      ...each,
      stored: { ...stored, status: 'unknown' },
      damage: foreignBackup(stored.id),
    };
  });
}

export function toWalBackup({
  stored,
  info,
  standalone,
}: ExaminedBackup): WalBackup[] {
  if (stored.status !== 'usable' || !info?.wal || !info.finishedAt) return [];
  const { start, stop, stopLsn } = info.wal;
  return [
    {
      id: stored.id,
      start,
      stop,
      stopLsn,
      finishedAt: info.finishedAt,
      standalone,
    },
  ];
}
