import { VerdictStatus } from '@plumbline/plugin-odoo-common';
import { Hold } from './holds';

const DAY_MS = 24 * 60 * 60 * 1000;

export type SecondsOfDay = Partial<Record<VerdictStatus, number>>;

/** The day in UTC that a moment lies in. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}

export function dayAfter(day: string): string {
  return dayOf(new Date(Date.parse(day) + DAY_MS).toISOString());
}

/**
 * For how long each verdict held, by day in UTC; days on which none held are absent.
 *
 * @param between - days, the first inclusive, the second exclusive
 */
export function secondsByDay(
  holds: readonly Hold[],
  between: { from: string; to: string },
): Map<string, SecondsOfDay> {
  const days = new Map<string, Map<string, number>>();
  for (const { status, from, until } of holds) {
    const end = Math.min(Date.parse(until), Date.parse(between.to));
    let at = Math.max(Date.parse(from), Date.parse(between.from));
    while (at < end) {
      const next = Math.min(end, Math.floor(at / DAY_MS + 1) * DAY_MS);
      const day = dayOf(new Date(at).toISOString());
      const held = days.get(day) ?? new Map<string, number>();
      held.set(status, (held.get(status) ?? 0) + next - at);
      days.set(day, held);
      at = next;
    }
  }
  return new Map(
    [...days].map(([day, held]) => [
      day,
      Object.fromEntries(
        [...held].map(([status, ms]) => [status, Math.floor(ms / 1000)]),
      ),
    ]),
  );
}
