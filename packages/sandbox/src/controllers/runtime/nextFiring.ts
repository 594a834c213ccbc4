import { Cron } from 'croner';

/** From each moment until the end of the gap, the end is the next firing; without an end there is none. */
interface Gap {
  from: number;
  end: number | undefined;
}

/** Of every schedule, latest first. */
const gaps = new Map<string, Gap[]>();
const GAPS_KEPT = 8;

/**
 * The first firing of a cron schedule after a moment. Remembered: a replay of the past asks thousands of times within
 * one gap, and reckoning in time zones was a fifth of its time.
 */
export function nextFiring(
  schedule: string,
  timezone: string,
  after: Date,
): Date | undefined {
  const key = `${timezone} ${schedule}`;
  const known = gaps.get(key) ?? [];
  const moment = after.getTime();
  let gap = known.find(
    ({ from, end = Infinity }) => from <= moment && moment < end,
  );
  if (!gap) {
    const next = new Cron(schedule, { timezone }).nextRun(after);
    gap = { from: moment, end: next?.getTime() };
    gaps.set(key, [gap, ...known].slice(0, GAPS_KEPT));
  }
  return gap.end === undefined ? undefined : new Date(gap.end);
}

/** By schedule and moment: a replay of the past ends at one moment, and asks with each look. */
const firings = new Map<string, readonly Date[]>();
const FIRINGS_KEPT = 200;

/** The last firings of a cron schedule before a moment, oldest first; at most `count`. */
export function lastFirings(
  schedule: string,
  timezone: string,
  count: number,
  before: Date,
): readonly Date[] {
  const key = `${timezone} ${schedule} ${count} ${before.getTime()}`;
  let known = firings.get(key);
  if (!known) {
    known = new Cron(schedule, { timezone })
      .previousRuns(count, before)
      .reverse();
    if (firings.size >= FIRINGS_KEPT) firings.clear();
    firings.set(key, known);
  }
  return known;
}
