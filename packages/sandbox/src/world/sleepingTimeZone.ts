import { Cron } from 'croner';
import type { Platform } from '@plumbline/plugin-odoo-common';
import { cronWindow } from '../controllers/keda';

/** The time zone in which office hours are closed now and begin again latest. */
export function sleepingTimeZone(
  zones: readonly string[],
  { officeHours }: Pick<Platform, 'officeHours'>,
  now: Date,
): string {
  const sleep = (timezone: string) => {
    const { start, end } = officeHours;
    if (cronWindow({ timezone, start, end }, now).open) return 0;
    const next = new Cron(start, { timezone }).nextRun(now);
    return next ? next.getTime() - now.getTime() : Infinity;
  };
  return zones.reduce((best, zone) =>
    sleep(zone) > sleep(best) ? zone : best,
  );
}
