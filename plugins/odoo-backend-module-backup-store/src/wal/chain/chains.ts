import { Archive } from './Archive';
import { BranchPath } from './BranchPath';
import {
  branchesOf,
  compareSegments,
  descendsFrom,
  Histories,
  SegmentRef,
} from '../format';
import { isInFlight } from './inFlight';

/** A backup whose own bytes are good as far as they were read, and the WAL that it needs. */
export interface WalBackup {
  id: string;
  start: SegmentRef;
  /** The last segment without which it is not consistent. */
  stop: SegmentRef;
  /** null: not known; then the end of the stop segment counts. */
  stopLsn: bigint | null;
  finishedAt: Date;
  /** It is kept beyond retention, which removes the WAL after it on purpose. */
  standalone?: boolean;
}

/** Without this segment the backup reaches less far than it should. */
export function needs({ backup }: Chain, number: number): boolean {
  const { start, stop, standalone } = backup;
  return number >= start.number && (!standalone || number <= stop.number);
}

/**
 * `complete`: every segment from start to stop is archived. `pending`: the last ones may still be on their way.
 * `broken`: they are missing. `unverified`: its part of the archive has not been looked at yet.
 */
export type ChainState = 'complete' | 'pending' | 'broken' | 'unverified';

/** How far WAL carries a backup. */
export interface Chain {
  backup: WalBackup;
  state: ChainState;
  /** The newest timeline that this backup can reach. */
  target: number;
  path: BranchPath;
  /** The last segment without a hole before it; undefined when not even the first one is there. */
  last?: SegmentRef;
}

/** What is known of an archive. */
export interface ArchiveState {
  archive: Archive;
  histories: Histories;
  segmentBytes: number;
  /** Nothing is known of segments before this one, in the order of names. */
  knownFrom: SegmentRef;
}

export function followChain(
  backup: WalBackup,
  { archive, histories, segmentBytes, knownFrom }: ArchiveState,
  now: Date,
): Chain {
  const { start, stop, finishedAt } = backup;
  const stopLsn =
    backup.stopLsn ?? BigInt(stop.number + 1) * BigInt(segmentBytes);
  const target = Math.max(
    start.timeline,
    ...[...histories.keys()].filter(timeline =>
      descendsFrom(timeline, { timeline: start.timeline, stopLsn }, histories),
    ),
  );
  const path = new BranchPath(
    archive,
    branchesOf(target, histories, segmentBytes),
  );
  const chain = { backup, target, path };
  if (compareSegments(start, knownFrom) < 0) {
    return { ...chain, state: 'unverified' };
  }
  const last = path.follow(start.number);
  if (last && last.number >= stop.number) {
    return { ...chain, last, state: 'complete' };
  }
  const missing = (last?.number ?? start.number - 1) + 1;
  const state = isInFlight(missing, path, archive, finishedAt, now)
    ? 'pending'
    : 'broken';
  return { ...chain, last, state };
}

/**
 * The chain that a restore to the newest state uses: it reaches the newest timeline and the newest segment, from
 * the newest backup (the shortest replay).
 */
export function bestChain(chains: readonly Chain[]): Chain | undefined {
  return chains
    .filter(chain => chain.state === 'complete')
    .sort(
      (a, b) =>
        b.target - a.target ||
        compareSegments(b.last!, a.last!) ||
        b.backup.finishedAt.getTime() - a.backup.finishedAt.getTime(),
    )[0];
}
