import {
  CALENDAR_MAX_DAYS,
  CALENDAR_REACH_YEARS,
  isInReach,
} from '@plumbline/plugin-odoo-common';
import { fieldErrors } from './parse';

const DAY_MS = 24 * 3600 * 1000;
const DEFAULT_DAYS = 35;

/** Fails with the field errors of a range that is empty, too long or too far away. */
export function calendarRange(
  query: { from?: string; to?: string },
  now: Date,
): { from: Date; to: Date } {
  const from = query.from ? new Date(query.from) : now;
  const to = query.to
    ? new Date(query.to)
    : new Date(from.getTime() + DEFAULT_DAYS * DAY_MS);
  const far = Object.entries({ from, to }).find(
    ([, at]) => !isInReach(at, now),
  );
  if (far) {
    const [path, at] = far;
    const reach = `${CALENDAR_REACH_YEARS} years`;
    throw fieldErrors([
      {
        path,
        message: `is ${at.toISOString()}, further than ${reach} from now`,
        accepted: `a moment within ${reach} of now`,
      },
    ]);
  }
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  if (days > 0 && days <= CALENDAR_MAX_DAYS) return { from, to };
  throw fieldErrors([
    {
      path: 'to',
      message: `is ${Math.round(days)} days after from`,
      accepted: `a moment after from, at most ${CALENDAR_MAX_DAYS} days later`,
    },
  ]);
}
