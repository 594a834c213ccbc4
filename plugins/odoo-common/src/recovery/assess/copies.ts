import { TierPolicy } from '../../platform/tiers';
import { BackupCopy } from '../facts';
import { windowAt } from '../plan/chooseRestorePoint';
import { RepositoryReport } from '../report';

/** Copies outside of the region in which the environment runs. */
export function offsiteCopies(
  copies: readonly BackupCopy[],
  region: string,
): BackupCopy[] {
  return copies.filter(
    copy => copy.role !== 'primary' && copy.region !== region,
  );
}

/** A primary that does not say may have copies that nobody listed. */
export function saysWhetherReplicated(copies: readonly BackupCopy[]): boolean {
  return copies.every(
    ({ role, replication }) => role !== 'primary' || replication !== 'unknown',
  );
}

/**
 * Whether a copy can be neither changed nor deleted for as long as the tier demands; undefined when the store
 * does not say. An unlocked policy can be removed by whoever took over the account: it counts only where the
 * tier asks for no more.
 */
export function isImmutable(
  { immutability }: BackupCopy,
  policy: Pick<TierPolicy, 'immutability' | 'immutabilityDays'>,
): boolean | undefined {
  const { state, days, legalHold } = immutability;
  if (legalHold === true) return true;
  if (state === 'unknown') return undefined;
  if (state === 'none') return legalHold === 'unknown' ? undefined : false;
  if (state === 'unlocked' && policy.immutability === 'locked') return false;
  if (days === null) return undefined;
  return days >= policy.immutabilityDays;
}

/**
 * The newest moment that a copy holds whole, given that every write before its last sync is there: the last
 * segment of the chain archived by then. Beyond the known tail of the chain, the end of an older window.
 */
export function restorableOnCopy(
  { chain, windows, newestRestorePoint }: RepositoryReport,
  lastSyncAt: string,
): string | undefined {
  if (newestRestorePoint !== null && lastSyncAt >= newestRestorePoint) {
    return newestRestorePoint;
  }
  const synced = chain?.tail.findLast(
    ({ archivedAt }) => archivedAt <= lastSyncAt,
  );
  // A segment of the base's own time may lie in a gap: nothing reaches it.
  if (synced && windowAt(windows, synced.archivedAt)) {
    return synced.archivedAt;
  }
  return windows
    .flatMap(({ to }) => (to <= lastSyncAt ? to : []))
    .sort()
    .at(-1);
}
