import type { Platform } from '@plumbline/plugin-odoo-common';
import { Cron } from 'croner';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** How far back the backup stores reach at the first start; longer costs start-up time. */
export const PAST_MS = 50 * HOUR;

const DENSE_MS = 24 * HOUR;

/** When base backups began in the past: at its very beginning, then by the schedules of the tiers. */
export function baseTimes(
  platform: Platform,
  since: Date,
  until: Date,
): Date[] {
  const schedules = Object.values(platform.tiers).flatMap(
    ({ backupSchedule }) => backupSchedule ?? [],
  );
  const times = new Set([since.getTime()]);
  for (const schedule of schedules) {
    const cron = new Cron(schedule, { timezone: 'Etc/UTC' });
    let next = cron.nextRun(since);
    while (next && next.getTime() < until.getTime() - MINUTE) {
      times.add(next.getTime());
      next = cron.nextRun(next);
    }
  }
  return [...times].sort((a, b) => a - b).map(time => new Date(time));
}

/** When a segment was archived although it was not full: every 5 minutes of the last day, seldom before. */
export function archiveTimes(since: Date, until: Date): Date[] {
  const times: Date[] = [];
  let at = since.getTime() + 5 * MINUTE;
  while (at < until.getTime() - MINUTE / 2) {
    times.push(new Date(at));
    const dense = at >= until.getTime() - DENSE_MS;
    at += (dense ? 5 : 15) * MINUTE;
  }
  return times;
}
