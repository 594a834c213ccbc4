import { InputError } from '@backstage/errors';
import { Sizing, TierPolicy } from '@plumbline/plugin-odoo-common';
import { Duration } from 'luxon';

/**
 * How many times a day a six-field cron (seconds first, as CloudNativePG has it) fires, averaged
 * over a week. Days of the month and months must be `*`.
 * @throws InputError for a schedule outside that
 */
export function timesPerDay(schedule: string): number {
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== 6 || fields[3] !== '*' || fields[4] !== '*') {
    throw new InputError(
      `The backup schedule "${schedule}" is not a six-field cron with * as day and month`,
    );
  }
  const [seconds, minutes, hours, , , weekdays] = fields;
  return (
    (countOf(seconds, 60) *
      countOf(minutes, 60) *
      countOf(hours, 24) *
      countOf(weekdays, 7)) /
    7
  );
}

const toNumber = (text: string | undefined) =>
  text === undefined ? undefined : Number(text);

function countOf(field: string, size: number): number {
  return new Set(field.split(',').flatMap(part => valuesOf(part, size))).size;
}

function valuesOf(part: string, size: number): number[] {
  const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
  const [from, to, step] = (match ?? []).slice(1).map(toNumber);
  const first = from ?? 0;
  const last = to ?? (from === undefined || step ? size - 1 : first);
  if (!match || step === 0 || first > last || last >= size) {
    throw new InputError(`"${part}" is not a field of a cron schedule`);
  }
  return Array.from({ length: size }, (_, value) => value).filter(
    value =>
      value >= first && value <= last && (value - first) % (step ?? 1) === 0,
  );
}

/** What base backups, WAL and monthly archives of a tier take in the backup store, in GiB. */
export function backupStorageGiB(
  databaseGiB: number,
  tier: TierPolicy,
  sizing: Sizing,
): number {
  if (!tier.backupSchedule) return 0;
  const baseBackups = tier.retentionDays * timesPerDay(tier.backupSchedule);
  return (
    databaseGiB *
    ((baseBackups + tier.monthlyArchives) * sizing.backupRatio +
      tier.retentionDays * sizing.walRatioPerDay)
  );
}

/** Estimated minutes until a base backup of this size is restored and checked. */
export function restoreMinutes(databaseGiB: number, sizing: Sizing): number {
  return Math.ceil(
    sizing.restoreFixedMinutes + (databaseGiB / sizing.restoreGiBPerHour) * 60,
  );
}

/** CloudNativePG's own default of `archive_timeout`. */
const LONGEST_ARCHIVE_SECONDS = 300;
/** Shorter, and a quiet database would write little but empty segments (PostgreSQL's manual: a minute or so). */
const SHORTEST_ARCHIVE_SECONDS = 60;

/**
 * Seconds after which a WAL segment is archived even when it is not full. A fifth of the RPO, so that upload
 * and a missed round still fit.
 */
export function walArchiveSeconds({ rpo }: Pick<TierPolicy, 'rpo'>): number {
  if (!rpo) return LONGEST_ARCHIVE_SECONDS;
  const fifth = Math.floor(Duration.fromISO(rpo).as('seconds') / 5);
  return Math.min(
    LONGEST_ARCHIVE_SECONDS,
    Math.max(SHORTEST_ARCHIVE_SECONDS, fifth),
  );
}
