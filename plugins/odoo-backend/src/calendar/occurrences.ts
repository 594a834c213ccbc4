import { BusinessEvent } from '@plumbline/plugin-odoo-common';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { BusinessCalendar, CalendarEntry } from './BusinessCalendar';
import { endOf } from './endOf';
import { zonedInstant } from './zonedInstant';

/** A daily event of half a century; behind it a rule that never meets the window is given up. */
const MAX_STEPS = 20_000;

/** How far an exception may move an occurrence: so far beyond the window it is looked for. */
const MOVED_AT_MOST_MS = 31 * 24 * 3600 * 1000;

/** What of a calendar falls into the window, its end excluded; sorted by its beginning. */
export function occurrences(
  calendar: string,
  { entries }: BusinessCalendar,
  window: { from: Date; to: Date },
): BusinessEvent[] {
  return entries
    .flatMap(entry =>
      [...spansOf(entry, window)].map(({ from, to }) => ({
        calendar,
        uid: entry.uid,
        kind: entry.kind,
        title: entry.title,
        timeZone: entry.timeZone,
        from: from.toJSDate().toISOString(),
        to: to.toJSDate().toISOString(),
      })),
    )
    .sort((a, b) => a.from.localeCompare(b.from));
}

interface Span {
  from: DateTime;
  to: DateTime;
}

function* spansOf(
  { event, timeZone }: CalendarEntry,
  window: { from: Date; to: Date },
): Generator<Span> {
  const steps = event.iterator();
  for (let count = 0; count < MAX_STEPS; count += 1) {
    const next: ICAL.Time | null = steps.next() ?? null;
    if (!next) return;
    const planned = zonedInstant.fromLocal(next, timeZone);
    if (planned.toMillis() >= window.to.getTime() + MOVED_AT_MOST_MS) return;
    const { item, startDate } = event.getOccurrenceDetails(next);
    const from = zonedInstant.fromLocal(startDate, timeZone);
    const to = endOf(item.component, from, timeZone);
    if (from.toJSDate() < window.to && to.toJSDate() > window.from) {
      yield { from, to };
    }
  }
}
