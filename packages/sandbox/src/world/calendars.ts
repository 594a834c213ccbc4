import type { World, WorldTenant } from './world';

interface Recurring {
  uid: string;
  summary: string;
  category: string;
  /** Local, RFC 5545 form; every rule begins with the year, so that the past has its events too. */
  start: string;
  duration: string;
  rule: string;
}

/** What every operating company of the group has, each in its own time zone. */
const EVENTS: readonly Recurring[] = [
  {
    uid: 'payroll',
    summary: 'Weekly payroll',
    category: 'PAYROLL',
    start: '20260101T180000',
    duration: 'PT4H',
    rule: 'FREQ=WEEKLY;BYDAY=TH',
  },
  {
    uid: 'month-end',
    summary: 'Month end',
    category: 'MONTH-END',
    start: '20260131T080000',
    duration: 'P2D',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=-1',
  },
  {
    uid: 'billing',
    summary: 'Progress billing',
    category: 'BILLING',
    start: '20260105T090000',
    duration: 'P1D',
    rule: 'FREQ=MONTHLY;BYMONTHDAY=5',
  },
  {
    uid: 'year-end-freeze',
    summary: 'No changes over the year end',
    category: 'FREEZE',
    start: '20251222T180000',
    duration: 'P14D',
    rule: 'FREQ=YEARLY',
  },
];

/** `calendars/<tenant>.ics` of every tenant. */
export function calendarFiles({ tenants }: Pick<World, 'tenants'>) {
  return tenants.map((tenant): [string, string] => [
    `calendars/${tenant.name}.ics`,
    calendar(tenant),
  ]);
}

function calendar({ name, timeZone }: WorldTenant): string {
  const events = EVENTS.flatMap(event => [
    'BEGIN:VEVENT',
    `UID:${event.uid}@${name}`,
    'DTSTAMP:20260101T000000Z',
    `SUMMARY:${event.summary}`,
    `CATEGORIES:${event.category}`,
    `DTSTART;TZID=${timeZone}:${event.start}`,
    `DURATION:${event.duration}`,
    `RRULE:${event.rule}`,
    'END:VEVENT',
  ]);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plumbline//Sandbox//EN',
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.join('\r\n')}\r\n`;
}
