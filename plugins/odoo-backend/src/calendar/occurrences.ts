import { BusinessEvent } from '@plumbline/plugin-odoo-common';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { BusinessCalendar, CalendarEntry } from './BusinessCalendar';
import { civilDay, dayNumber } from './civilDay';
import { endOf } from './endOf';
import { recurringDays } from './recurrence';
import { LocalTime, zonedInstant } from './zonedInstant';

const DAY_MS = 24 * 3600 * 1000;

/** No zone is further from UTC, and no change of a clock longer. */
const MARGIN_DAYS = 2;

/** Windows of a calendar that are remembered: of a fleet, each is asked for by every tenant and every cluster. */
const MAX_KNOWN = 3;

const known = new WeakMap<
  BusinessCalendar,
  Map<string, readonly BusinessEvent[]>
>();

/** What of a calendar falls into the window, its end excluded; sorted by its beginning. */
export function occurrences(
  name: string,
  calendar: BusinessCalendar,
  window: { from: Date; to: Date },
): readonly BusinessEvent[] {
  const windows = known.get(calendar) ?? new Map();
  known.set(calendar, windows);
  const key = [name, window.from.getTime(), window.to.getTime()].join(' ');
  const found = windows.get(key) ?? listOccurrences(name, calendar, window);
  // The one that was asked for last stays longest.
  windows.delete(key);
  windows.set(key, found);
  if (windows.size > MAX_KNOWN) windows.delete(windows.keys().next().value);
  return found;
}

function listOccurrences(
  calendar: string,
  { entries }: BusinessCalendar,
  window: { from: Date; to: Date },
): BusinessEvent[] {
  return entries
    .flatMap(entry =>
      spansOf(entry, window)
        .filter(
          ({ from, to }) =>
            from.toJSDate() < window.to && to.toJSDate() > window.from,
        )
        .map(({ from, to }) => ({
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

/** Those of the window, and some around it. */
function spansOf(
  entry: CalendarEntry,
  window: { from: Date; to: Date },
): Span[] {
  const { component, timeZone, more, left, exceptions } = entry;
  if (isCancelled(component)) return [];
  const replaced = new Set(
    [...left, ...exceptions.map(({ of }) => of)].map(keyOf),
  );
  const regular = [...recurring(entry, window), ...more]
    .filter(at => !replaced.has(keyOf(at)))
    .map(at => spanOf(component, at, timeZone));
  const moved = exceptions
    .filter(exception => !isCancelled(exception.component))
    .map(exception =>
      spanOf(exception.component, startOf(exception.component), timeZone),
    );
  return [...regular, ...moved];
}

/** Mail programs keep what was called off (RFC 5545, 3.8.1.11); of a series often one occurrence alone. */
function isCancelled(component: ICAL.Component): boolean {
  const status = component.getFirstPropertyValue('status');
  return String(status).toUpperCase() === 'CANCELLED';
}

function recurring(
  { component, start, recurrence, timeZone }: CalendarEntry,
  window: { from: Date; to: Date },
): LocalTime[] {
  if (!recurrence) return [start];
  const { from, to } = spanOf(component, start, timeZone);
  const lengthDays = (to.toMillis() - from.toMillis()) / DAY_MS;
  const days = recurringDays(recurrence, dayNumber(start), {
    from: Math.floor(window.from.getTime() / DAY_MS - lengthDays - MARGIN_DAYS),
    to: Math.ceil(window.to.getTime() / DAY_MS + MARGIN_DAYS),
  });
  const { hour, minute, second } = start;
  return [...days].map(number => {
    const { year, month, day } = civilDay(number);
    return { year, month, day, hour, minute, second };
  });
}

function spanOf(
  component: ICAL.Component,
  at: LocalTime,
  timeZone: string,
): Span {
  const from = zonedInstant.fromLocal(at, timeZone);
  return { from, to: endOf(component, from, timeZone) };
}

function startOf(component: ICAL.Component): ICAL.Time {
  return component.getFirstPropertyValue('dtstart') as ICAL.Time;
}

function keyOf({ year, month, day, hour, minute, second }: LocalTime): string {
  return [year, month, day, hour, minute, second].join(' ');
}
