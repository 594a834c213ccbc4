import { DateTime } from 'luxon';
import type { CalendarEvent, World } from './world';

interface Event {
  summary: string;
  category: string;
  /** In the zone of the legal entity. */
  start(seeded: DateTime): DateTime;
  duration: string;
  rule?: string;
}

/** Rules begin before the first start, so that the past has its events too. */
const WEEKS_BEFORE = 26;

/**
 * Some five days after the first start, and never on a weekend: the days before are open, whatever day one begins
 * to play on.
 */
export function payrollDay(seeded: DateTime): DateTime {
  const day = seeded.startOf('day').plus({ days: 5 });
  const moved = { 6: -1, 7: 1 }[day.weekday] ?? 0;
  return day.plus({ days: moved });
}

const local = (seeded: DateTime, text: string) =>
  DateTime.fromISO(text, { zone: seeded.zone });

const EVENTS: Record<CalendarEvent, Event> = {
  payroll: {
    summary: 'Weekly payroll',
    category: 'PAYROLL',
    start: seeded =>
      payrollDay(seeded).minus({ weeks: WEEKS_BEFORE }).set({ hour: 18 }),
    duration: 'PT4H',
    rule: 'FREQ=WEEKLY',
  },
  'month-end': {
    summary: 'Month end',
    category: 'MONTH-END',
    start: seeded => local(seeded, '2026-01-31T08:00:00'),
    duration: 'P2D',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-1',
  },
  billing: {
    summary: 'Progress billing',
    category: 'BILLING',
    start: seeded => local(seeded, '2026-01-05T09:00:00'),
    duration: 'P1D',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=5',
  },
  'year-end-freeze': {
    summary: 'No changes over the year end',
    category: 'FREEZE',
    start: seeded => local(seeded, '2025-12-22T18:00:00'),
    duration: 'P14D',
    rule: 'FREQ=YEARLY',
  },
  'furnace-freeze': {
    summary: 'No changes until the new furnace is accepted',
    category: 'FREEZE',
    start: seeded => seeded.startOf('hour').minus({ hours: 6 }),
    duration: 'P3D',
  },
};

/** `calendars/<legal entity>.ics` of every legal entity of the group. */
export function calendarFiles(
  { tenants }: Pick<World, 'tenants'>,
  seededAt: Date,
): [string, string][] {
  return tenants.flatMap(tenant =>
    [tenant, ...tenant.branches].map(({ name, timeZone }): [string, string] => [
      `calendars/${name}.ics`,
      calendarFile(
        name,
        DateTime.fromJSDate(seededAt, { zone: timeZone }),
        tenant.calendar,
      ),
    ]),
  );
}

function calendarFile(
  name: string,
  seeded: DateTime,
  wanted: readonly CalendarEvent[],
): string {
  const events = wanted.flatMap(uid => {
    const { summary, category, start, duration, rule } = EVENTS[uid];
    const begins = start(seeded).toFormat("yyyyMMdd'T'HHmmss");
    return [
      'BEGIN:VEVENT',
      `UID:${uid}@${name}`,
      'DTSTAMP:20260101T000000Z',
      `SUMMARY:${summary}`,
      `CATEGORIES:${category}`,
      `DTSTART;TZID=${seeded.zoneName}:${begins}`,
      `DURATION:${duration}`,
      ...(rule ? [`RRULE:${rule}`] : []),
      'END:VEVENT',
    ];
  });
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plumbline//Sandbox//EN',
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.join('\r\n')}\r\n`;
}
