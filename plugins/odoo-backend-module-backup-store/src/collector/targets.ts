import { BackupFormat, TierPolicy } from '@plumbline/plugin-odoo-common';
import { Cron } from 'croner';
import { Duration } from 'luxon';
import { BackupTargets } from '../readers';
import { Role } from './places';

const WITH_WAL: readonly BackupFormat[] = ['pgbackrest', 'barman', 'wal-g'];

/** What a backup may take before the next one counts as late, for formats that have nothing beside it. */
const DUMP_SECONDS = 2 * 3600;

/**
 * What a repository is measured against, from the tier's policy. With WAL one scheduled base backup may be
 * missed: the segments after the one before still restore. A dump is all there is, so none may. The copy of a
 * filestore may be as old as files may be against their database.
 */
export function targetsOf(
  policy: TierPolicy,
  role: Role,
  format: BackupFormat,
): BackupTargets {
  const tolerance = secondsOf(policy.filestoreTolerance);
  if (role === 'filestore') {
    return { rpoSeconds: tolerance, maxBackupAgeSeconds: tolerance };
  }
  const interval = longestInterval(policy.backupSchedule ?? '0 0 0 * * *');
  return {
    rpoSeconds: policy.rpo ? secondsOf(policy.rpo) : interval,
    maxBackupAgeSeconds: WITH_WAL.includes(format)
      ? 2 * interval
      : interval + DUMP_SECONDS,
  };
}

/** Any week shows the longest pause of a schedule by hours and days. */
const ANY_DAY = new Date('2026-01-01T00:00:00Z');
const RUNS = 64;

/** Seconds between two scheduled runs that are furthest apart; cron with seconds, in UTC. */
export function longestInterval(schedule: string): number {
  const runs = new Cron(schedule, { timezone: 'UTC', paused: true })
    .nextRuns(RUNS, ANY_DAY)
    .map(run => run.getTime() / 1000);
  return Math.max(...runs.slice(1).map((run, index) => run - runs[index]));
}

function secondsOf(duration: string): number {
  return Duration.fromISO(duration).as('seconds');
}
