import { EnvironmentSpec } from '../environment/spec';
import { Sizing } from '../platform/calibration';
import { measuredRestore } from '../recovery/assess/tests';
import { KnownRestoreTest } from '../recovery/assess/input';
import { RepositoryReport } from '../recovery/report';
import { lengthInWords, momentInWords } from '../recovery/words';

/** What is known of the environment whose data is copied. */
export interface CopySource {
  /** `<tenant>/<stage>` */
  environment: string;
  tests: readonly KnownRestoreTest[];
  /** Its backups as they were last read. */
  report?: Pick<RepositoryReport, 'backups' | 'chain'>;
}

/** Odoo's own upgrade of a whole series goes through every record of every module: nobody has timed it here. */
const SERIES_SECONDS = 12 * 3600;

/** No two copies take the same time: half as long again is not late yet. */
const SLACK = 1.5;

/**
 * How long the data of a copy is waited for before it counts as late, and in words. Expected is what the newest restore
 * test of the source that passed has taken, scaled by the size of its base backup; without one, what the platform plans
 * for data of that size (`sizing.restoreFixedMinutes` and `sizing.restoreGiBPerHour`).
 *
 * @param options - `since`: when its commit was in Git; `newSeries`: it is migrated to another series as well
 */
export function expectCopy(
  { data }: Pick<EnvironmentSpec, 'data'>,
  source: CopySource,
  {
    sizing,
    since,
    newSeries,
  }: { sizing: Sizing; since: string; newSeries: boolean },
): { lateAfterMs: number; words: string } {
  const measured = lastPassed(source);
  const gib = data.databaseGiB + data.filestoreGiB;
  const planned =
    60 * sizing.restoreFixedMinutes + (3600 * gib) / sizing.restoreGiBPerHour;
  const seconds = measured ?? planned;
  const basis =
    measured === undefined
      ? `planned for ${gib} GiB; no restore test of it has measured it`
      : 'by its last restore test';
  const series = newSeries
    ? `, and its migration to the new series up to ${lengthInWords(
        SERIES_SECONDS,
      )} more`
    : '';
  return {
    lateAfterMs: 1000 * (SLACK * seconds + (newSeries ? SERIES_SECONDS : 0)),
    words: `the data of ${
      source.environment
    } is being copied since ${momentInWords(since)}: about ${lengthInWords(
      seconds,
    )} are expected (${basis})${series}`,
  };
}

function lastPassed({ tests, report }: CopySource): number | undefined {
  const [passed] = tests
    .filter(({ outcome, proof }) => outcome === 'passed' && proof === 'signed')
    .sort((a, b) => (a.finishedAt < b.finishedAt ? 1 : -1));
  if (!passed) return undefined;
  return report ? measuredRestore(passed, report) : passed.seconds;
}
