import { occurrences } from './occurrences';
import { parseCalendar } from './parseCalendar';

const calendar = (...lines: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    ...lines,
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const payroll = (...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:payroll',
  'SUMMARY:Weekly payroll',
  'CATEGORIES:PAYROLL',
  ...lines,
  'END:VEVENT',
];

const spans = (text: string, from: string, to: string) =>
  occurrences('civil', parseCalendar(text), {
    from: new Date(from),
    to: new Date(to),
  }).map(event => `${event.from.slice(0, 16)} ${event.to.slice(0, 16)}`);

describe('a calendar', () => {
  it('is evaluated once for a window, however many tenants share it, and remembers few windows', () => {
    const shared = parseCalendar(
      calendar(...payroll('DTSTART:20261105T180000Z', 'DURATION:PT1H')),
    );
    const month = (number: number) =>
      occurrences('civil', shared, {
        from: new Date(Date.UTC(2026, number, 1)),
        to: new Date(Date.UTC(2026, number + 1, 1)),
      });
    const first = month(10);
    expect(month(10)).toBe(first);
    [0, 1, 2].forEach(month);
    expect(month(10)).not.toBe(first);
    expect(month(10)).toEqual(first);
  });

  it('keeps local time over both changes of the clock, and leaves out what is excepted', () => {
    const text = calendar(
      ...payroll(
        'DTSTART;TZID=Europe/Dublin:20261015T180000',
        'DTEND;TZID=Europe/Dublin:20261015T220000',
        'RRULE:FREQ=WEEKLY',
        'EXDATE;TZID=Europe/Dublin:20261029T180000',
      ),
    );
    expect(spans(text, '2026-10-14T00:00:00Z', '2026-11-13T00:00:00Z')).toEqual(
      [
        '2026-10-15T17:00 2026-10-15T21:00',
        '2026-10-22T17:00 2026-10-22T21:00',
        '2026-11-05T18:00 2026-11-05T22:00',
        '2026-11-12T18:00 2026-11-12T22:00',
      ],
    );
    expect(spans(text, '2027-03-22T00:00:00Z', '2027-04-03T00:00:00Z')).toEqual(
      [
        '2027-03-25T18:00 2027-03-25T22:00',
        '2027-04-01T17:00 2027-04-01T21:00',
      ],
    );
  });

  it('reads a time that occurs twice as the first, and one that does not exist with the offset before', () => {
    const at = (local: string) =>
      spans(
        calendar(
          ...payroll(
            `DTSTART;TZID=America/New_York:${local}`,
            'DURATION:PT30M',
          ),
        ),
        '2026-01-01T00:00:00Z',
        '2027-01-01T00:00:00Z',
      );
    // 1:30 EDT, before the clock goes back; 2:30 EST, which is 3:30 EDT.
    expect(at('20261101T013000')).toEqual([
      '2026-11-01T05:30 2026-11-01T06:00',
    ]);
    expect(at('20260308T023000')).toEqual([
      '2026-03-08T07:30 2026-03-08T08:00',
    ]);
  });

  it('lasts exactly as long by DTEND, and by days of the calendar by DURATION and dates', () => {
    const over = (...lines: string[]) =>
      spans(
        calendar('X-WR-TIMEZONE:Europe/Dublin', ...payroll(...lines)),
        '2026-10-01T00:00:00Z',
        '2026-11-01T00:00:00Z',
      );
    // The night of 25 October has 25 hours.
    expect(over('DTSTART:20261024T180000', 'DTEND:20261025T180000')).toEqual([
      '2026-10-24T17:00 2026-10-25T18:00',
    ]);
    expect(over('DTSTART:20261024T180000', 'DURATION:P1D')).toEqual([
      '2026-10-24T17:00 2026-10-25T18:00',
    ]);
    expect(over('DTSTART:20261024T180000', 'DURATION:PT24H')).toEqual([
      '2026-10-24T17:00 2026-10-25T17:00',
    ]);
    expect(
      over('DTSTART;VALUE=DATE:20261024', 'DTEND;VALUE=DATE:20261027'),
    ).toEqual(['2026-10-23T23:00 2026-10-27T00:00']);
  });

  it('takes what is excepted, added and moved in UTC for the same moment in its zone, in summer and winter', () => {
    const text = calendar(
      ...payroll(
        'DTSTART;TZID=Europe/Dublin:20261015T180000',
        'DURATION:PT4H',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXDATE:20261022T170000Z,20261029T180000Z',
        'RDATE:20261030T180000Z',
      ),
      ...payroll(
        'RECURRENCE-ID:20261105T180000Z',
        'DTSTART;TZID=Europe/Dublin:20261104T180000',
        'DURATION:PT4H',
      ),
    );
    expect(spans(text, '2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual(
      [
        '2026-10-15T17:00 2026-10-15T21:00',
        '2026-10-30T18:00 2026-10-30T22:00',
        '2026-11-04T18:00 2026-11-04T22:00',
      ],
    );
  });

  it('ends with an UNTIL in UTC by the zone of the event', () => {
    const text = calendar(
      ...payroll(
        'DTSTART;TZID=Asia/Kolkata:20261101T013000',
        'DURATION:PT1H',
        // The second occurrence, and not the third.
        'RRULE:FREQ=DAILY;UNTIL=20261101T200000Z',
      ),
    );
    expect(spans(text, '2026-10-01T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual(
      [
        '2026-10-31T20:00 2026-10-31T21:00',
        '2026-11-01T20:00 2026-11-01T21:00',
      ],
    );
  });

  it('moves one occurrence, also into the window from far behind it', () => {
    const text = calendar(
      ...payroll(
        'DTSTART;TZID=Europe/Dublin:20261105T180000',
        'DURATION:PT4H',
        'RRULE:FREQ=WEEKLY;COUNT=3',
      ),
      ...payroll(
        'RECURRENCE-ID;TZID=Europe/Dublin:20261112T180000',
        'DTSTART;TZID=Europe/Dublin:20261104T090000',
        'DURATION:PT1H',
      ),
    );
    expect(spans(text, '2026-11-04T00:00:00Z', '2026-11-06T00:00:00Z')).toEqual(
      [
        '2026-11-04T09:00 2026-11-04T10:00',
        '2026-11-05T18:00 2026-11-05T22:00',
      ],
    );
    expect(spans(text, '2026-11-06T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual(
      ['2026-11-19T18:00 2026-11-19T22:00'],
    );
  });

  it('leaves out what was called off, of a series one alone, and a mark of the byte order', () => {
    const series = [
      'DTSTART;TZID=Europe/Dublin:20261105T180000',
      'DURATION:PT4H',
      'RRULE:FREQ=WEEKLY;COUNT=3',
    ];
    const off = payroll(
      'RECURRENCE-ID;TZID=Europe/Dublin:20261112T180000',
      'DTSTART;TZID=Europe/Dublin:20261112T180000',
      'DURATION:PT4H',
      'STATUS:CANCELLED',
    );
    const inNovember = (text: string) =>
      spans(text, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z');
    expect(
      inNovember(`\uFEFF${calendar(...payroll(...series), ...off)}`),
    ).toEqual([
      '2026-11-05T18:00 2026-11-05T22:00',
      '2026-11-19T18:00 2026-11-19T22:00',
    ]);
    expect(
      inNovember(calendar(...payroll(...series, 'STATUS:CANCELLED'))),
    ).toEqual([]);
    expect(
      inNovember(calendar(...payroll(...series, 'STATUS:TENTATIVE'))),
    ).toHaveLength(3);
  });

  it('tells folded text and the parts of an alarm or a zone from events', () => {
    const text = calendar(
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Dublin',
      'BEGIN:STANDARD',
      'DTSTART:16011028T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0000',
      'END:STANDARD',
      'END:VTIMEZONE',
      ...payroll(
        'DTSTART;TZID="Europe/Dublin":20261105T180000',
        'DESCRIPTION:begins with',
        ' BEGIN:VEVENT',
        'DTEND;TZID=Europe/Dublin:2026110',
        ' 5T220000',
        'BEGIN:VALARM',
        'TRIGGER:-PT15M',
        'END:VALARM',
      ),
    );
    expect(spans(text, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual(
      ['2026-11-05T18:00 2026-11-05T22:00'],
    );
  });

  it.each<[string, string, RegExp]>([
    ['no calendar', 'hello', /^line 1: is not iCalendar/],
    [
      'no zone',
      calendar(...payroll('DTSTART:20261105T180000', 'DURATION:PT1H')),
      /^line 4: payroll: DTSTART has no time zone/,
    ],
    [
      'a zone that does not exist',
      calendar(
        ...payroll('DTSTART;TZID=Dublin Time:20261105T180000', 'DURATION:PT1H'),
      ),
      /^line 4: payroll: Dublin Time is not an IANA time zone/,
    ],
    [
      'an exception in another zone',
      calendar(
        ...payroll(
          'DTSTART;TZID=Europe/Dublin:20261105T180000',
          'DURATION:PT1H',
          'RRULE:FREQ=WEEKLY',
          'EXDATE;TZID=Asia/Kolkata:20261112T180000',
        ),
      ),
      /EXDATE is in another zone than DTSTART/,
    ],
    [
      'an exception of nothing',
      calendar(
        ...payroll(
          'RECURRENCE-ID;TZID=Europe/Dublin:20261112T180000',
          'DTSTART;TZID=Europe/Dublin:20261104T090000',
          'DURATION:PT1H',
        ),
      ),
      /^line 4: RECURRENCE-ID of the event payroll, which/,
    ],
    [
      'no kind',
      calendar(
        'BEGIN:VEVENT',
        'UID:x',
        'SUMMARY:Party',
        'DTSTART:20261105T180000Z',
        'DURATION:PT1H',
        'END:VEVENT',
      ),
      /^line 4: x has no CATEGORIES/,
    ],
    [
      'an end before its beginning',
      calendar(
        ...payroll('DTSTART:20261105T180000Z', 'DTEND:20261105T170000Z'),
      ),
      /^line 4: payroll ends before it begins/,
    ],
    [
      'no end',
      calendar(...payroll('DTSTART:20261105T180000Z')),
      /neither DTEND nor DURATION/,
    ],
    [
      'a rule by the second',
      calendar(
        ...payroll(
          'DTSTART:20261105T180000Z',
          'DURATION:PT1S',
          'RRULE:FREQ=SECONDLY',
        ),
      ),
      /RRULE must be daily, weekly, monthly or yearly/,
    ],
    [
      'a rule within the day',
      calendar(
        ...payroll(
          'DTSTART:20261105T180000Z',
          'DURATION:PT1H',
          'RRULE:FREQ=DAILY;BYHOUR=9,18',
        ),
      ),
      /^line 4: payroll: RRULE with FREQ=DAILY may not have BYHOUR/,
    ],
    [
      'two rules',
      calendar(
        ...payroll(
          'DTSTART:20261105T180000Z',
          'DURATION:PT1H',
          'RRULE:FREQ=DAILY',
          'RRULE:FREQ=WEEKLY',
        ),
      ),
      /more than one RRULE/,
    ],
    [
      'an exception that moves all that follows',
      calendar(
        ...payroll(
          'DTSTART:20261105T180000Z',
          'DURATION:PT1H',
          'RRULE:FREQ=WEEKLY',
        ),
        ...payroll(
          'RECURRENCE-ID;RANGE=THISANDFUTURE:20261112T180000Z',
          'DTSTART:20261113T180000Z',
          'DURATION:PT1H',
        ),
      ),
      /^line 12: payroll: RECURRENCE-ID may not have RANGE/,
    ],
    [
      'a rule whose COUNT never comes',
      calendar(
        ...payroll(
          'DTSTART:20261105T180000Z',
          'DURATION:PT1H',
          'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2',
        ),
      ),
      /^line 4: payroll: COUNT=2 is not reached within 18300 days/,
    ],
    [
      'more to count than a calendar may have',
      calendar(
        ...Array.from({ length: 20 }, (_, index) =>
          payroll(
            'DTSTART:19700105T180000Z',
            'DURATION:PT1H',
            'RRULE:FREQ=WEEKLY;COUNT=2600',
          ).map(line =>
            line === 'UID:payroll' ? `UID:payroll-${index}` : line,
          ),
        ).flat(),
      ),
      /^line \d+: payroll-13: COUNT=2600 is not reached/,
    ],
    [
      'more rules than anybody lives by, which every look would count',
      calendar(
        ...Array.from({ length: 201 }, (_, index) =>
          payroll(
            'DTSTART:20261105T180000Z',
            'DURATION:PT1H',
            'RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
          ).map(line =>
            line === 'UID:payroll' ? `UID:payroll-${index}` : line,
          ),
        ).flat(),
      ),
      /^line 1[68]0\d: is one recurring event more than the 200/,
    ],
    [
      'a second calendar',
      calendar() +
        calendar(...payroll('DTSTART:20261105T180000Z', 'DURATION:PT1H')),
      /^line 5: begins VCALENDAR after the calendar/,
    ],
    [
      'an event that does not end',
      calendar(
        ...payroll('DTSTART:20261105T180000Z', 'DURATION:PT1H').slice(0, -1),
        ...payroll('DTSTART:20261106T180000Z', 'DURATION:PT1H'),
      ),
      /^line 10: an event begins inside of VEVENT, whose END is missing/,
    ],
    [
      'an end of nothing',
      calendar(
        ...payroll('DTSTART:20261105T180000Z', 'DURATION:PT1H'),
        'END:VEVENT',
        ...payroll('DTSTART:20261106T180000Z', 'DURATION:PT1H'),
      ),
      /^line 11: END:VEVENT where END:VCALENDAR has to be/,
    ],
    ...[
      [
        'EXDATE;TZID=Europe/Dublin:20261112T180000',
        'EXDATE;TZID=Asia/Kolkata:20261119T180000',
      ],
      ['RDATE;TZID=Asia/Kolkata:20261112T180000'],
      ['RDATE;TZID=Europe/Dublin;VALUE=DATE:20261112'],
    ].map((lines): [string, string, RegExp] => [
      `another kind of time than DTSTART in ${lines.join(' ')}`,
      calendar(
        ...payroll(
          'DTSTART;TZID=Europe/Dublin:20261105T180000',
          'DURATION:PT1H',
          ...lines,
        ),
      ),
      /^line 4: payroll: (EXDATE|RDATE) is (in another zone than DTSTART|a day, and DTSTART a time)/,
    ]),
    ...[
      [
        'RECURRENCE-ID;TZID=Europe/Dublin:20261112T180000',
        'DTSTART;TZID=Europe/Dublin:20261113T180000',
        'DTEND;TZID=America/New_York:20261113T190000',
      ],
      [
        'RECURRENCE-ID;TZID=Europe/Dublin;VALUE=DATE:20261112',
        'DTSTART;TZID=Europe/Dublin:20261113T180000',
        'DURATION:PT1H',
      ],
    ].map((lines): [string, string, RegExp] => [
      `an exception of another kind: ${lines.join(' ')}`,
      calendar(
        ...payroll(
          'DTSTART;TZID=Europe/Dublin:20261105T180000',
          'DURATION:PT1H',
          'RRULE:FREQ=WEEKLY',
        ),
        ...payroll(...lines),
      ),
      /^line 12: payroll: (DTEND is in another zone|RECURRENCE-ID is a day)/,
    ]),
    ...[
      'RDATE;VALUE=PERIOD:20261112T180000Z/PT1H',
      'RDATE:20261112T180000Z,20261131T180000Z',
      'RDATE:20261112T250000Z',
      'RDATE:20261112T180000+0100',
      'RDATE:20261112',
      'RDATE;TZID=Etc/UTC:20261112T180000Z',
      'RRULE:FREQ=DAILY;UNTIL=20261131T180000Z',
    ].map((line): [string, string, RegExp] => [
      `what no clock shows in ${line}`,
      calendar(...payroll('DTSTART:20261105T180000Z', 'DURATION:PT1H', line)),
      /^line 10: (RDATE|UNTIL)/,
    ]),
    ...['-PT1H', '-P1D', 'PT0S'].map((length): [string, string, RegExp] => [
      `a DURATION of ${length}`,
      calendar(...payroll('DTSTART:20261105T180000Z', `DURATION:${length}`)),
      /^line 4: payroll ends before it begins/,
    ]),
    [
      'days that end before they begin',
      calendar(
        'X-WR-TIMEZONE:Europe/Dublin',
        ...payroll('DTSTART;VALUE=DATE:20261105', 'DTEND;VALUE=DATE:20261101'),
      ),
      /^line 5: payroll ends before it begins/,
    ],
    [
      'two ends',
      calendar(
        ...payroll(
          'DTSTART:20261105T180000Z',
          'DTEND:20261105T190000Z',
          'DURATION:P2D',
        ),
      ),
      /^line 4: payroll has more than one end/,
    ],
    ...[
      'INTERVAL=0',
      'INTERVAL=-1',
      'COUNT=2.5',
      'BYMONTHDAY=1 5',
      'BYMONTHDAY=32',
      'BYMONTH=13',
      'BYDAY=TU;BYDAY=WE',
      'BYDAY=mo',
      'BYSETPOS=2',
      'RSCALE=HEBREW',
      'FREQ=DAILY',
    ].map((part): [string, string, RegExp] => [
      `the rule ${part}, which would be read as another`,
      calendar(
        ...payroll(
          'DTSTART:20261105T180000Z',
          'DURATION:PT1H',
          `RRULE:FREQ=MONTHLY;${part}`,
        ),
      ),
      /^line 10: RRULE /,
    ]),
    ...['BYDAY=6MO', 'BYDAY=MO;BYSETPOS=-32'].map(
      (part): [string, string, RegExp] => [
        `the rule ${part}, which names no day`,
        calendar(
          ...payroll(
            'DTSTART:20261105T180000Z',
            'DURATION:PT1H',
            `RRULE:FREQ=MONTHLY;${part}`,
          ),
        ),
        /^line 4: payroll: BY(DAY|SETPOS) may count to/,
      ],
    ),
    [
      'EXRULE',
      calendar(
        ...payroll(
          'DTSTART:20261105T180000Z',
          'DURATION:PT1H',
          'EXRULE:FREQ=WEEKLY',
        ),
      ),
      /^line 10: EXRULE is of an older iCalendar/,
    ],
    ...['BYMONTHDAY=0', 'COUNT=3;UNTIL=20270101T000000Z', 'COUNT=0'].map(
      (part): [string, string, RegExp] => [
        `the rule ${part}`,
        calendar(
          ...payroll(
            'DTSTART:20261105T180000Z',
            'DURATION:PT1H',
            `RRULE:FREQ=MONTHLY;${part}`,
          ),
        ),
        /^line 4: payroll: (BYMONTHDAY may not|RRULE may have COUNT or|COUNT must)/,
      ],
    ),
    [
      'an UNTIL before its beginning',
      calendar(
        ...payroll(
          'DTSTART;TZID=Europe/Dublin:20261105T180000',
          'DURATION:PT1H',
          'RRULE:FREQ=WEEKLY;UNTIL=20261105T175959Z',
        ),
      ),
      /^line 4: payroll: UNTIL is before DTSTART/,
    ],
    ...['DURATION:P367D', 'DURATION:P99999999999999D', 'DURATION:PT8785H'].map(
      (end): [string, string, RegExp] => [
        `no end within a year in ${end}`,
        calendar(...payroll('DTSTART:20261105T180000Z', end)),
        /^line 4: payroll lasts longer than 366 days/,
      ],
    ),
    [
      'one UID twice',
      calendar(
        ...payroll('DTSTART:20261105T180000Z', 'DURATION:PT1H'),
        ...payroll('DTSTART:20261106T180000Z', 'DURATION:PT1H'),
      ),
      /^line 11: UID payroll is used twice/,
    ],
  ])('is refused whole with %s', (_, text, message) => {
    expect(() => parseCalendar(text)).toThrow(message);
  });
});
