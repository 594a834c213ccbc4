import { platformSchema } from '@plumbline/plugin-odoo-common';
import {
  platformInputOf,
  specOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import fc from 'fast-check';
import { Stretch, openTimes } from '../../__testUtils__/cronTimes';
import { occurrences } from '../occurrences';
import { parseCalendar } from '../parseCalendar';
import { calendarFloors } from './calendarFloors';

const DAY_MS = 24 * 3600 * 1000;
const LEAD_MS = 30 * 60_000;

interface Event {
  start: string;
  zone?: string;
  category?: string;
  lines: readonly string[];
}

const calendarOf = (events: readonly Event[]) =>
  parseCalendar(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      ...events.flatMap((event, index) => [
        'BEGIN:VEVENT',
        `UID:${index}`,
        'SUMMARY:x',
        `CATEGORIES:${event.category ?? 'PAYROLL'}`,
        event.start.includes('T')
          ? `DTSTART;TZID=${event.zone ?? 'Europe/Dublin'}:${event.start}`
          : `DTSTART;VALUE=DATE;TZID=${event.zone ?? 'Europe/Dublin'}:${
              event.start
            }`,
        ...event.lines,
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );

const { autoscaling } = platformSchema.parse({
  ...platformInputOf(),
  autoscaling: {
    calendarFloors: { kinds: ['payroll', 'month-end', 'billing', 'tender'] },
  },
});

const spec = specOf({
  legalEntities: [
    { id: 'civil', timeZone: 'Europe/Dublin', calendar: 'civil' },
  ],
});

const floorsOf = (events: readonly Event[]) =>
  calendarFloors(
    spec,
    { calendars: new Map([['civil', calendarOf(events)]]), errors: [] },
    autoscaling,
  ).floors;

const shown = (events: readonly Event[]) =>
  floorsOf(events).map(
    ({ timeZone, start, end }) => `${timeZone}: ${start} to ${end}`,
  );

describe('floors by a calendar', () => {
  it.each<[string, Event, string[]]>([
    [
      'a weekly payroll',
      {
        start: '20260101T180000',
        lines: ['DURATION:PT4H', 'RRULE:FREQ=WEEKLY;BYDAY=TH,FR'],
      },
      ['Europe/Dublin: 30 17 * * 4,5 to 0 22 * * 4,5'],
    ],
    [
      'every second week, widened to every one',
      {
        start: '20260101T180000',
        lines: [
          'DURATION:PT4H',
          'RRULE:FREQ=WEEKLY;INTERVAL=2',
          'EXDATE;TZID=Europe/Dublin:20260115T180000',
        ],
      },
      ['Europe/Dublin: 30 17 * * 4 to 0 22 * * 4'],
    ],
    [
      'a day of each quarter',
      {
        start: '20260105T090000',
        lines: ['DURATION:PT8H', 'RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5'],
      },
      ['Europe/Dublin: 30 8 5 1,4,7,10 * to 0 17 5 1,4,7,10 *'],
    ],
    [
      'the last day of the month',
      {
        start: '20260131T080000',
        lines: ['DURATION:PT10H', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1'],
      },
      [
        'Europe/Dublin: 30 7 28,29 2 * to 0 18 28,29 2 *',
        'Europe/Dublin: 30 7 30 4,6,9,11 * to 0 18 30 4,6,9,11 *',
        'Europe/Dublin: 30 7 31 1,3,5,7,8,10,12 * to 0 18 31 1,3,5,7,8,10,12 *',
      ],
    ],
    [
      'the second Thursday: every one, which are fewer days than 8 to 14 of every month',
      {
        start: '20260108T090000',
        lines: ['DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=2TH'],
      },
      ['Europe/Dublin: 30 8 * * 4 to 0 10 * * 4'],
    ],
    [
      'a single day: every year',
      { start: '20261230T090000', lines: ['DURATION:PT2H'] },
      ['Europe/Dublin: 30 8 30 12 * to 0 11 30 12 *'],
    ],
    [
      'over midnight: one to the last minute, one from the first, an hour more at both ends',
      {
        start: '20260101T220000',
        lines: ['DURATION:PT8H', 'RRULE:FREQ=WEEKLY'],
      },
      [
        'Europe/Dublin: 0 0 * * 5 to 0 7 * * 5',
        'Europe/Dublin: 30 20 * * 4 to 59 23 * * 4',
      ],
    ],
    [
      'a zone in other letters than KEDA knows',
      {
        start: '20260101T090000',
        zone: 'europe/dublin',
        lines: ['DURATION:PT8H', 'RRULE:FREQ=DAILY'],
      },
      ['Europe/Dublin: 30 8 * * * to 0 17 * * *'],
    ],
    [
      'another kind than is wanted: none',
      {
        start: '20260101T220000',
        category: 'FREEZE',
        lines: ['DURATION:PT8H', 'RRULE:FREQ=WEEKLY'],
      },
      [],
    ],
  ])('has the times of %s', (_, event, expected) => {
    expect(shown([event])).toEqual(expected);
  });

  it('asks KEDA a bounded number of times, however many days a calendar names by themselves', () => {
    const each = (count: number, apart: number) =>
      Array.from({ length: count }, (_, index): Event => {
        const at = new Date(Date.UTC(2026, 0, 1) + index * apart * DAY_MS);
        const date = at.toISOString().slice(0, 10).replaceAll('-', '');
        const hour = String(6 + (index % 12)).padStart(2, '0');
        return { start: `${date}T${hour}0000`, lines: ['DURATION:PT1H'] };
      });
    expect(floorsOf(each(60, 6)).length).toBeLessThanOrEqual(32);
    const minutes = Array.from({ length: 60 }, (_, minute): Event => {
      const at = String(minute).padStart(2, '0');
      return { start: `20260101T12${at}00`, lines: ['DURATION:PT1H'] };
    });
    expect(shown(minutes)).toEqual(['Etc/UTC: 0 0 * * * to 59 23 * * *']);
  });

  /** Beginnings of what happens in a year that no floor covers from its lead to its end. */
  function missedIn(year: number, events: readonly Event[]): string[] {
    const from = Date.UTC(year, 0, 1);
    const to = Date.UTC(year + 1, 0, 1);
    const open = openTimes(floorsOf(events), {
      from: from - 20 * DAY_MS,
      to: to + 20 * DAY_MS,
    });
    const covers = (needed: Stretch) =>
      open.some(each => each.from <= needed.from && each.to >= needed.to);
    return occurrences('x', calendarOf(events), {
      from: new Date(from),
      to: new Date(to),
    })
      .filter(
        occurrence =>
          !covers({
            from: Date.parse(occurrence.from) - LEAD_MS,
            to: Date.parse(occurrence.to),
          }),
      )
      .map(occurrence => occurrence.from);
  }

  it.each<[string, Event]>([
    [
      'lasts exact hours over a spring night',
      {
        start: '20260103T220000',
        zone: 'America/New_York',
        lines: ['DURATION:PT8H', 'RRULE:FREQ=WEEKLY'],
      },
    ],
    [
      'ends an hour before a time that a clock leaves out',
      {
        start: '20260103T220000',
        zone: 'America/New_York',
        lines: ['DURATION:PT3H30M', 'RRULE:FREQ=WEEKLY'],
      },
    ],
    [
      'begins at a time that a clock shows twice',
      {
        start: '20260104T020000',
        zone: 'America/New_York',
        lines: ['DURATION:PT4H', 'RRULE:FREQ=WEEKLY'],
      },
    ],
    [
      'begins before a midnight that comes twice',
      {
        start: '20260101T234500',
        zone: 'Africa/Cairo',
        lines: ['DURATION:PT1H', 'RRULE:FREQ=WEEKLY'],
      },
    ],
    [
      'goes on after February',
      {
        start: '20260228',
        lines: ['DURATION:P3D', 'RRULE:FREQ=YEARLY'],
      },
    ],
    [
      'begins with March, and its lead with February still',
      {
        start: '20260301',
        lines: ['DURATION:P1D', 'RRULE:FREQ=YEARLY'],
      },
    ],
  ])('covers what %s, in leap years and others', (_, event) => {
    for (let year = 2026; year <= 2032; year += 1) {
      expect(missedIn(year, [event])).toEqual([]);
    }
  });

  it('is not open since the year before where a clock leaves out the beginning', () => {
    const floors = floorsOf([
      {
        start: '20260308T033000',
        zone: 'America/New_York',
        lines: ['DURATION:PT4H'],
      },
    ]);
    const year = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
    expect(openTimes(floors, year)).toEqual([
      {
        from: Date.parse('2026-03-08T05:00Z'),
        to: Date.parse('2026-03-08T12:30Z'),
      },
    ]);
  });

  const two = (value: number) => String(value).padStart(2, '0');
  const beginning = fc
    .record({
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.constantFrom(0, 15, 30, 59),
      whole: fc.boolean(),
    })
    .map(({ month, day, hour, minute, whole }) =>
      whole
        ? `2026${two(month)}${two(day)}`
        : `2026${two(month)}${two(day)}T${two(hour)}${two(minute)}00`,
    );
  const rule = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom(
      'FREQ=DAILY',
      'FREQ=DAILY;INTERVAL=5',
      'FREQ=DAILY;INTERVAL=14',
      'FREQ=WEEKLY',
      'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU',
      'FREQ=WEEKLY;BYMONTH=3,10',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      'FREQ=MONTHLY;BYMONTHDAY=1,-2;INTERVAL=5',
      'FREQ=MONTHLY;BYDAY=-1FR',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'FREQ=MONTHLY;BYDAY=1MO;BYMONTH=1,7',
      'FREQ=YEARLY',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
      'FREQ=WEEKLY;COUNT=30',
      'FREQ=DAILY;UNTIL=20261231T235959Z',
    ),
  );
  const anyEvent = fc
    .record({
      start: beginning,
      zone: fc.constantFrom(
        'Europe/Dublin',
        'America/New_York',
        'Asia/Kolkata',
        'Africa/Cairo',
        'Australia/Lord_Howe',
      ),
      length: fc.constantFrom(
        { days: 'P1D', hours: 'PT30M' },
        { days: 'P3D', hours: 'PT5H' },
        { days: 'P2D', hours: 'PT26H' },
        { days: 'P10D', hours: 'P1DT3H' },
      ),
      rule,
    })
    .map(({ start, zone, length, rule: rrule }) => ({
      start,
      zone,
      lines: [
        `DURATION:${start.includes('T') ? length.hours : length.days}`,
        ...(rrule
          ? [
              `RRULE:${
                start.includes('T')
                  ? rrule
                  : rrule.replace('20261231T235959Z', '20261231')
              }`,
            ]
          : []),
      ],
    }));

  it('covers every occurrence and the lead before it, over changes of clocks and ends of months', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 2026, max: 2032 }),
        (events, year) => {
          const floors = floorsOf(events);
          expect(floors).toEqual(floorsOf([...events].reverse()));
          expect(floors.every(({ start, end }) => start !== end)).toBe(true);
          expect(missedIn(year, events)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
