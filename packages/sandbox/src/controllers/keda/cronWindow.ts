import { nextFiring } from '../runtime';

export interface CronTrigger {
  timezone: string;
  start: string;
  end: string;
}

/**
 * Whether a moment lies between start and end, and when that changes. The end that comes
 * before the next start is the end of a window that is open. Source: KEDA, cron scaler.
 */
export function cronWindow(
  { timezone, start, end }: CronTrigger,
  now: Date,
): { open: boolean; until: Date | undefined } {
  const nextStart = nextFiring(start, timezone, now);
  const nextEnd = nextFiring(end, timezone, now);
  if (!nextEnd) return { open: false, until: nextStart };
  const open = !nextStart || nextEnd < nextStart;
  return { open, until: open ? nextEnd : nextStart };
}
