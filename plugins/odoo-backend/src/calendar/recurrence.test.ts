import fc from 'fast-check';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { civilDay, dayNumber } from './civilDay';
import { occurrences } from './occurrences';
import { parseCalendar } from './parseCalendar';
import { readRecurrence } from './readRecurrence';
import { recurringDays } from './recurrence';

const NEW_YORK = 'America/New_York';

/** The local days on which an event of an hour begins. */
function daysOf(
  { start, lines }: { start: string; lines: string[] },
  to: string,
): string[] {
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:x',
    'SUMMARY:x',
    'CATEGORIES:FREEZE',
    `DTSTART;TZID=${NEW_YORK}:${start}`,
    'DURATION:PT1H',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  return occurrences('x', parseCalendar(text), {
    from: new Date('1990-01-01T00:00:00Z'),
    to: new Date(`${to}T23:59:59Z`),
  }).map(({ from }) =>
    DateTime.fromISO(from, { zone: NEW_YORK }).toFormat('yyyy-MM-dd'),
  );
}

/** `1997-09-02..11` */
const days = (...parts: string[]) =>
  parts.flatMap(part => {
    const [month, list] = [part.slice(0, 8), part.slice(8)];
    return list.split(',').map(day => `${month}${day}`);
  });

describe('recurrence', () => {
  // RFC 5545, 3.8.5.3: the examples of rules that a business calendar may have.
  it.each<[string, string, string, string[]]>([
    [
      'FREQ=DAILY;COUNT=10',
      '19970902',
      '1998-01-01',
      days('1997-09-02,03,04,05,06,07,08,09,10,11'),
    ],
    [
      'FREQ=DAILY;INTERVAL=10;COUNT=5',
      '19970902',
      '1998-01-01',
      days('1997-09-02,12,22', '1997-10-02,12'),
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
      '19970902',
      '1998-01-01',
      days('1997-09-02,04,16,18,30', '1997-10-02,14,16'),
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      '19970805',
      '1998-01-01',
      days('1997-08-05,10,19,24'),
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      '19970805',
      '1998-01-01',
      days('1997-08-05,17,19,31'),
    ],
    [
      'FREQ=MONTHLY;COUNT=6;BYDAY=1FR',
      '19970905',
      '1999-01-01',
      days(
        '1997-09-05',
        '1997-10-03',
        '1997-11-07',
        '1997-12-05',
        '1998-01-02',
        '1998-02-06',
      ),
    ],
    [
      'FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=1SU,-1SU',
      '19970907',
      '1999-01-01',
      days('1997-09-07,28', '1997-11-02,30', '1998-01-04,25'),
    ],
    [
      'FREQ=MONTHLY;COUNT=4;BYDAY=-2MO',
      '19970922',
      '1999-01-01',
      days('1997-09-22', '1997-10-20', '1997-11-17', '1997-12-22'),
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-3',
      '19970928',
      '1998-02-27',
      days(
        '1997-09-28',
        '1997-10-29',
        '1997-11-28',
        '1997-12-29',
        '1998-01-29',
        '1998-02-26',
      ),
    ],
    [
      'FREQ=MONTHLY;COUNT=6;BYMONTHDAY=1,-1',
      '19970930',
      '1999-01-01',
      days('1997-09-30', '1997-10-01,31', '1997-11-01,30', '1997-12-01'),
    ],
    [
      'FREQ=YEARLY;COUNT=4;BYMONTH=6,7',
      '19970610',
      '2001-01-01',
      days('1997-06-10', '1997-07-10', '1998-06-10', '1998-07-10'),
    ],
    [
      'FREQ=YEARLY;BYDAY=TH;BYMONTH=3',
      '19970313',
      '1998-03-20',
      days('1997-03-13,20,27', '1998-03-05,12,19'),
    ],
    [
      'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
      '19980213',
      '1999-08-14',
      days('1998-02-13', '1998-03-13', '1998-11-13', '1999-08-13'),
    ],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      '19961105',
      '2004-12-01',
      days('1996-11-05', '2000-11-07', '2004-11-02'),
    ],
    [
      'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
      '19970904',
      '1998-01-01',
      days('1997-09-04', '1997-10-07', '1997-11-06'),
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
      '19970929',
      '1997-12-31',
      days('1997-09-29', '1997-10-30', '1997-11-27', '1997-12-30'),
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
      '20070115',
      '2008-01-01',
      days('2007-01-15,30', '2007-02-15', '2007-03-15,30'),
    ],
    [
      'FREQ=WEEKLY;COUNT=10',
      '19970902',
      '1998-01-01',
      days('1997-09-02,09,16,23,30', '1997-10-07,14,21,28', '1997-11-04'),
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
      '19970902',
      '1997-12-31',
      days(
        '1997-09-02,16,30',
        '1997-10-14,28',
        '1997-11-11,25',
        '1997-12-09,23',
      ),
    ],
    [
      'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
      '19970902',
      '1998-01-01',
      days('1997-09-02,04,09,11,16,18,23,25,30', '1997-10-02'),
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
      '19970901',
      '1998-01-01',
      days(
        '1997-09-01,03,05,15,17,19,29',
        '1997-10-01,03,13,15,17,27,29,31',
        '1997-11-10,12,14,24,26,28',
        '1997-12-08,10,12,22',
      ),
    ],
    [
      'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
      '19970905',
      '1998-12-31',
      days('1997-09-05', '1997-10-03', '1997-11-07', '1997-12-05'),
    ],
    [
      'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
      '19970902',
      '1998-12-31',
      days(
        '1997-09-02,15',
        '1997-10-02,15',
        '1997-11-02,15',
        '1997-12-02,15',
        '1998-01-02,15',
      ),
    ],
    [
      'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
      '19970910',
      '2001-01-01',
      days('1997-09-10,11,12,13,14,15', '1999-03-10,11,12,13'),
    ],
    [
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
      '19970902',
      '1998-02-28',
      days(
        '1997-09-02,09,16,23,30',
        '1997-11-04,11,18,25',
        '1998-01-06,13,20,27',
      ),
    ],
    [
      'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
      '19970310',
      '2005-01-01',
      [
        '1997-03-10',
        ...[1999, 2001, 2003].flatMap(year =>
          days(`${year}-01-10`, `${year}-02-10`, `${year}-03-10`),
        ),
      ],
    ],
    [
      'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
      '19970605',
      '1997-12-31',
      days(
        '1997-06-05,12,19,26',
        '1997-07-03,10,17,24,31',
        '1997-08-07,14,21,28',
      ),
    ],
    [
      'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
      '19970913',
      '1998-03-31',
      days(
        '1997-09-13',
        '1997-10-11',
        '1997-11-08',
        '1997-12-13',
        '1998-01-10',
        '1998-02-07',
        '1998-03-07',
      ),
    ],
  ])('%s', (rule, start, to, expected) => {
    expect(
      daysOf({ start: `${start}T090000`, lines: [`RRULE:${rule}`] }, to),
    ).toEqual(expected);
  });

  it('tells every day in January alike by both rules of RFC 5545', () => {
    const january = (rule: string) =>
      daysOf(
        {
          start: '19980101T090000',
          lines: [`RRULE:${rule};UNTIL=20000131T140000Z;BYMONTH=1`],
        },
        '2003-01-01',
      );
    const daily = january('FREQ=DAILY');
    expect([daily.length, daily.at(-1)]).toEqual([93, '2000-01-31']);
    expect(january('FREQ=YEARLY;BYDAY=SU,MO,TU,WE,TH,FR,SA')).toEqual(daily);
  });

  // RFC 5545, 3.8.5.3: the other examples.
  it.each([
    'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    'FREQ=YEARLY;BYDAY=20MO',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z',
    'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
    'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
    'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
  ])('refuses %s, of which no business makes use, with its line', rule => {
    expect(() =>
      daysOf(
        { start: '19970902T090000', lines: [`RRULE:${rule}`] },
        '1998-01-01',
      ),
    ).toThrow(/^line 3: x: RRULE /);
  });

  it('names the days that another reader of RFC 5545 names', () => {
    const some = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 });
    const weekdays = some('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
    const rules = fc.oneof(
      fc.record({ FREQ: fc.constant('DAILY'), BYDAY: weekdays }),
      fc.record({
        FREQ: fc.constant('WEEKLY'),
        BYDAY: weekdays,
        WKST: fc.constantFrom('MO', 'SU'),
      }),
      fc.record({ FREQ: fc.constant('MONTHLY'), BYMONTHDAY: some(1, 15, 28) }),
      fc.record({ FREQ: fc.constant('MONTHLY'), BYMONTHDAY: some(-1) }),
      fc.record({
        FREQ: fc.constant('MONTHLY'),
        BYDAY: fc.constantFrom('1MO', '-1FR', '2WE'),
      }),
      fc.record({ FREQ: fc.constant('YEARLY'), BYMONTH: some(1, 6, 12) }),
    );
    // The other reader moves 31 June to 1 July.
    const start = fc
      .integer({ min: 9_900, max: 10_300 })
      .filter(number => civilDay(number).day <= 28);
    fc.assert(
      fc.property(
        rules,
        start,
        fc.integer({ min: 1, max: 4 }),
        (parts, first, interval) => {
          const rule = [
            ...Object.entries(parts).map(([name, value]) => `${name}=${value}`),
            `INTERVAL=${interval}`,
          ].join(';');
          const { year, month, day } = civilDay(first);
          const begin = new ICAL.Time(
            { year, month, day, hour: 9 },
            ICAL.Timezone.localTimezone,
          );
          const end = first + 800;
          const named = [];
          const iterator = ICAL.Recur.fromString(rule).iterator(begin);
          for (let next = iterator.next(); next; next = iterator.next()) {
            const number = dayNumber(next);
            if (number > end) break;
            // RFC 5545 leaves open what a rule is that does not name its own beginning.
            if (number > first) named.push(number);
          }
          const read = readRecurrence(ICAL.Recur.fromString(rule), begin, {
            days: 1000,
          });
          if (typeof read === 'string') throw new Error(read);
          expect([
            ...recurringDays(read, first, { from: first + 1, to: end }),
          ]).toEqual(named);
        },
      ),
    );
  });

  it('ends months on 28, 29, 30 and 31, or leaves out those that have no such day', () => {
    const from = (lines: string[]) =>
      daysOf({ start: '20240131T090000', lines }, '2024-06-30');
    expect(from(['RRULE:FREQ=MONTHLY;BYMONTHDAY=-1'])).toEqual(
      days(
        '2024-01-31',
        '2024-02-29',
        '2024-03-31',
        '2024-04-30',
        '2024-05-31',
        '2024-06-30',
      ),
    );
    expect(
      daysOf(
        {
          start: '20260131T090000',
          lines: ['RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2'],
        },
        '2026-12-31',
      ),
    ).toEqual(days('2026-01-31', '2026-02-28'));
    expect(from(['RRULE:FREQ=MONTHLY'])).toEqual(
      days('2024-01-31', '2024-03-31', '2024-05-31'),
    );
    expect(
      daysOf(
        { start: '20240229T090000', lines: ['RRULE:FREQ=YEARLY'] },
        '2032-12-31',
      ),
    ).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
  });

  it('leaves out EXDATE, also of what is counted, and adds RDATE', () => {
    expect(
      daysOf(
        {
          start: '20261105T180000',
          lines: [
            'RRULE:FREQ=WEEKLY;COUNT=4',
            `EXDATE;TZID=${NEW_YORK}:20261112T180000,20261126T180000`,
            `RDATE;TZID=${NEW_YORK}:20261125T180000`,
          ],
        },
        '2027-01-01',
      ),
    ).toEqual(days('2026-11-05,19,25'));
  });

  it('ends a rule that never comes true', () => {
    expect(
      daysOf(
        {
          start: '20260101T090000',
          lines: ['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
        },
        '2030-01-01',
      ),
    ).toEqual(['2026-01-01']);
  });
});

describe('civilDay', () => {
  it('is the day of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 80_000 }), number => {
        const { year, month, day, weekday, daysInMonth } = civilDay(number);
        const known = DateTime.fromObject(
          { year, month, day },
          { zone: 'utc' },
        );
        expect(dayNumber({ year, month, day })).toBe(number);
        expect([weekday + 1, daysInMonth]).toEqual([
          known.weekday,
          known.daysInMonth,
        ]);
      }),
    );
  });
});
