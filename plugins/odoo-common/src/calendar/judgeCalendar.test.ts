import { ENTITIES, eventOf, releaseOf } from '../testUtils';
import { changeLength } from './changeLength';
import { changeWindowsSchema } from './changeWindows';
import { CalendarInput, UnreadCalendar, judgeCalendar } from './judgeCalendar';

const windows = changeWindowsSchema.parse({});
const at = (moment: string) => Date.parse(moment);
const PAYROLL = eventOf(
  'payroll',
  'dublin',
  { from: '2026-11-26T18:00', to: '2026-11-26T22:00' },
  'Weekly payroll',
);
const FREEZE = eventOf(
  'freeze',
  'kolkata',
  { from: '2026-11-20T00:00', to: '2026-12-31T00:00' },
  'Year end',
);
const malformed: UnreadCalendar = {
  subject: ENTITIES.newYork.id,
  file: 'calendars/civil-us.ics',
  problem: 'malformed',
  line: 4,
  message: 'payroll: DTSTART has no time zone',
};
const missing: UnreadCalendar = {
  ...malformed,
  line: undefined,
  problem: 'missing',
  message: 'there is no such file; add it',
};

const judge = (change: Partial<CalendarInput> = {}) =>
  judgeCalendar({
    isNew: false,
    changeWindow: 'enforced',
    windows,
    legalEntities: [ENTITIES.dublin],
    events: [PAYROLL],
    unread: [],
    length: [{ title: 'Start', seconds: 3600, because: 'preset' }],
    now: at('2026-11-24T12:00:00Z'),
    until: at('2027-02-01T00:00:00Z'),
    ...change,
  });

describe('the calendar gate', () => {
  it('lets through what ends before the lead time of the next event begins, and says until when', () => {
    expect(judge({ now: at('2026-11-24T17:00:00Z') })).toMatchObject({
      verdict: 'pass',
      summary:
        'Open until 18:00 Europe/Dublin on Tue 24 Nov 2026, 60 minutes are needed',
    });
  });

  it('fails a minute later, names the event and says when it is next possible', () => {
    const { verdict, summary, evidence, possibleFrom } = judge({
      now: at('2026-11-24T17:01:00Z'),
    });
    expect(verdict).toBe('fail');
    expect(judge({ now: at('2026-11-24T17:00:00.001Z') }).verdict).toBe('fail');
    expect(possibleFrom).toBe(at('2026-11-26T22:00:00Z'));
    expect(summary).toBe(
      'It takes 60 minutes, and Weekly payroll closes in 59 minutes; next possible from 22:00 Europe/Dublin on Thu 26 Nov 2026',
    );
    expect(evidence).toContainEqual({
      title: 'Weekly payroll (civil-ie)',
      detail:
        'payroll from 18:00 Europe/Dublin on Thu 26 Nov 2026 to 22:00 Europe/Dublin on Thu 26 Nov 2026; lead time PT48H',
      link: 'calendars/civil-ie.ics',
      verdict: 'fail',
    });
  });

  it('stays closed for a tenant as long as the cluster holds it, also after the event', () => {
    const late = {
      opensLateMs: 20 * 60_000,
      now: at('2026-11-26T22:10:00Z'),
    };
    const { verdict, summary, evidence, possibleFrom } = judge(late);
    expect(verdict).toBe('fail');
    expect(summary).toContain('until 22:20 Europe/Dublin');
    expect(possibleFrom).toBe(at('2026-11-26T22:20:00Z'));
    expect(evidence).toContainEqual(
      expect.objectContaining({
        detail: expect.stringContaining('20 minutes after the end'),
      }),
    );
    expect(judge({ ...late, now: at('2026-11-26T22:20:00Z') }).verdict).toBe(
      'pass',
    );
  });

  it('says the next common window in every zone of the tenant, or none', () => {
    const three = {
      legalEntities: Object.values(ENTITIES),
      events: [PAYROLL, FREEZE],
    };
    expect(judge(three).summary).toBe(
      'Closed by Year end, Weekly payroll until 18:30 Europe/Dublin on Wed 30 Dec 2026 = 13:30 America/New_York on Wed 30 Dec 2026 = 00:00 Asia/Kolkata on Thu 31 Dec 2026; next possible from 18:30 Europe/Dublin on Wed 30 Dec 2026 = 13:30 America/New_York on Wed 30 Dec 2026 = 00:00 Asia/Kolkata on Thu 31 Dec 2026',
    );
    const none = judge({ ...three, until: at('2026-12-15T00:00:00Z') });
    expect(none).toMatchObject({
      verdict: 'fail',
      summary: expect.stringMatching(
        /; none before 00:00 Europe\/Dublin on Tue 15 Dec 2026$/,
      ),
    });
    expect(none.possibleFrom).toBeUndefined();
    expect(none.evidence).toContainEqual(
      expect.objectContaining({
        title: 'Calendar of civil-us',
        detail: expect.stringContaining('is it kept up?'),
      }),
    );
  });

  const closed = { now: at('2026-11-26T19:00:00Z') };
  it.each<[string, Partial<CalendarInput>, string, RegExp]>([
    ['closed, enforced', closed, 'fail', /^Closed by Weekly payroll until/],
    [
      'closed, warned',
      { ...closed, changeWindow: 'warned' },
      'pass',
      /^Warned, not kept back at this tier: Closed by/,
    ],
    [
      'closed, free',
      { ...closed, changeWindow: 'free' },
      'pass',
      /need no window/,
    ],
    [
      'malformed',
      { unread: [malformed] },
      'blocked',
      /civil-us.ics:4: payroll/,
    ],
    [
      'malformed, of a new environment',
      { isNew: true, unread: [malformed] },
      'blocked',
      /ics:4: /,
    ],
    [
      'malformed, warned',
      { unread: [malformed], changeWindow: 'warned' },
      'blocked',
      /^Could not be evaluated.*ics:4: /,
    ],
    [
      'missing, warned',
      { unread: [missing], changeWindow: 'warned' },
      'pass',
      /^Warned.*there is no such file/,
    ],
    [
      'malformed beside a missing one, warned',
      { unread: [missing, malformed], changeWindow: 'warned' },
      'blocked',
      /^Could not be evaluated.*ics:4: [^;]*$/,
    ],
    [
      'malformed, free',
      { unread: [malformed], changeWindow: 'free' },
      'pass',
      /need no window/,
    ],
    [
      'missing',
      { unread: [missing] },
      'blocked',
      /calendars\/civil-us\.ics: there is no such file; add it/,
    ],
    [
      'missing, of a new environment',
      { isNew: true, unread: [missing] },
      'pass',
      /^Open until/,
    ],
    [
      'missing, of a new environment, while another entity is closed',
      { isNew: true, unread: [missing], ...closed },
      'fail',
      /^Closed by/,
    ],
    ['nothing ahead', { events: [] }, 'pass', /^Open: no event/],
  ])('%s: %#', (_, change, verdict, summary) => {
    expect(judge(change)).toMatchObject({
      verdict,
      summary: expect.stringMatching(summary),
    });
  });
});

describe('the length of a change', () => {
  const rehearsal = {
    from: '18.0-2026.10.1',
    copyOf: 'harbour-civil/production',
    copyTakenAt: '2026-11-01T00:00:00Z',
    startedAt: '2026-11-01T01:00:00Z',
    durationSeconds: 1200,
    databaseGiB: 60,
    outcome: 'passed' as const,
  };
  const release = releaseOf('18.0-2026.11.1', {
    evidence: {
      rehearsals: [
        rehearsal,
        { ...rehearsal, durationSeconds: 60, databaseGiB: 120 },
        { ...rehearsal, copyOf: 'rail/production', durationSeconds: 9000 },
        { ...rehearsal, outcome: 'failed', durationSeconds: 90000 },
      ],
    },
  });
  const minutes = (change: Partial<Parameters<typeof changeLength>[0]>) =>
    changeLength({
      windows,
      release,
      environment: { tenant: 'harbour-civil', databaseGiB: 120 },
      rto: 'PT4H',
      ...change,
    }).map(({ title, seconds }) => `${title} ${seconds / 60}`);

  it('has no migration without a step of the schema', () => {
    expect(minutes({})).toEqual([
      'Start 10',
      'Verification 15',
      'Roll-back 30',
    ]);
  });

  it("takes the tenant's longest rehearsal that passed, grown with the database, and a restore after a breaking step", () => {
    expect(minutes({ schemaClass: 'additive' })).toContain('Migration 40');
    expect(minutes({ schemaClass: 'breaking' })).toContain('Roll-back 240');
    const elsewhere = { tenant: 'wind', databaseGiB: 30 };
    expect(
      minutes({ schemaClass: 'additive', environment: elsewhere }),
    ).toContain('Migration 150');
  });

  it('of a copy to another series is what the rehearsal took, or a restore and a migration', () => {
    expect(minutes({ copy: { rehearsedSeconds: 5400 } })).toEqual([
      'Start 10',
      'Copy and migration 90',
      'Verification 15',
      'Roll-back 30',
    ]);
    expect(minutes({ copy: {} })).toEqual([
      'Start 10',
      'Copy 240',
      'Migration 40',
      'Verification 15',
      'Roll-back 30',
    ]);
  });

  it('is a preset where nobody rehearsed', () => {
    expect(
      minutes({ schemaClass: 'additive', release: releaseOf() }),
    ).toContain('Migration 60');
  });
});
