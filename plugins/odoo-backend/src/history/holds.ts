import { VerdictRow } from '../readModel/tables';

/** For as long a verdict without any evidence is vouched for: nothing about it expires. */
const WATCH_MS = 10 * 60 * 1000;

/** A verdict that held: somebody vouched for it all that time. */
export interface Hold {
  status: string;
  from: string;
  until: string;
}

type HeldRow = Pick<VerdictRow, 'status' | 'held_from' | 'held_until'>;

/** Until when somebody vouches for a verdict that is judged now. */
export function watchedUntil(reassessAt: string | undefined, now: Date) {
  return reassessAt ?? new Date(now.getTime() + WATCH_MS).toISOString();
}

/**
 * The hold of a verdict that is judged now, and the one that it ends, if any. Past its end nobody vouched for the
 * former: time in which no portal ran is nobody's.
 */
export function nextHold(
  before: HeldRow | undefined,
  verdict: { status: string; until: string },
  now: Date,
): { hold: Hold; ended?: Hold } {
  const at = now.toISOString();
  const { status, until } = verdict;
  if (!before?.held_from || !before.held_until) {
    return { hold: { status, from: at, until } };
  }
  const { held_from: from, held_until: heldUntil } = before;
  if (before.status === status && at <= heldUntil) {
    return { hold: { status, from, until } };
  }
  const end = latest(from, heldUntil < at ? heldUntil : at);
  // Clocks of two replicas may differ: what comes after never begins before the end of what was.
  const hold = { status, from: latest(end, at), until };
  return end > from
    ? { hold, ended: { status: before.status, from, until: end } }
    : { hold };
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}
