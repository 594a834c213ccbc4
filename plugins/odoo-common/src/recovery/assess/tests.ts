import { TierPolicy } from '../../platform/tiers';
import { RepositoryReport } from '../report';
import { KnownRestoreTest, RecoveryInput, secondsBetween } from './input';

const DAY = 86_400;
const PERIOD_DAYS: Record<TierPolicy['restoreTest'], number | undefined> = {
  monthly: 31,
  quarterly: 92,
  yearly: 366,
  never: undefined,
};
/** A failed test is tried again after a day: the cause may have been mended. */
const RETRY_DAYS = 1;

/** Seconds between two restore tests; undefined: the tier demands none. */
export function testPeriodSeconds({
  restoreTest,
}: Pick<TierPolicy, 'restoreTest'>): number | undefined {
  const days = PERIOD_DAYS[restoreTest];
  return days === undefined ? undefined : days * DAY;
}

/**
 * Tests that say something of the chain that exists now, the newest first: of the same database system and the
 * same repository lineage. What is only claimed proves nothing, neither success nor failure.
 */
export function testsOfChain(
  tests: readonly KnownRestoreTest[],
  { chain }: Pick<RepositoryReport, 'chain'>,
): KnownRestoreTest[] {
  return tests
    .filter(
      ({ proof, point }) =>
        proof !== 'claimed' &&
        chain !== undefined &&
        point.lineage === chain.lineage &&
        point.systemId === chain.systemId,
    )
    .sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1));
}

/** Falls from 1 when the test becomes due to 0 at twice the period. */
export function freshnessOf(
  test: Pick<KnownRestoreTest, 'finishedAt'>,
  period: number,
  now: Date,
): number {
  const overdue = secondsBetween(test.finishedAt, now) / period - 1;
  return Math.min(1, Math.max(0, 1 - overdue));
}

/** How long a restore takes now: the last test that passed, scaled by the size of the base backup. */
export function measuredRestore(
  passed: KnownRestoreTest,
  { backups, chain }: Pick<RepositoryReport, 'backups' | 'chain'>,
): number | undefined {
  if (passed.seconds === undefined) return undefined;
  const sizeOf = (id?: string) =>
    backups.find(backup => backup.id === id)?.sizeBytes;
  const tested = sizeOf(passed.point.backup);
  const newest = sizeOf(chain?.backup);
  const growth = tested && newest ? newest / tested : 1;
  // A smaller base does not prove a faster restore.
  return passed.seconds * Math.max(1, growth);
}

/** When the next restore test is due: at once for what was never tested; null where none is demanded. */
export function nextTestDue(
  { policy, now }: Pick<RecoveryInput, 'policy' | 'now'>,
  [last]: readonly KnownRestoreTest[],
): string | null {
  const period = testPeriodSeconds(policy);
  if (period === undefined) return null;
  if (!last) return now.toISOString();
  const wait = last.outcome === 'passed' ? period : RETRY_DAYS * DAY;
  return new Date(Date.parse(last.finishedAt) + wait * 1000).toISOString();
}
