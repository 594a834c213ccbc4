import { tenantWindowsSchema } from '../contract/calendar';
import { ENTITIES, eventOf } from '../testUtils';
import { plainChangeLength } from './changeLength';
import { changeWindowsSchema } from './changeWindows';
import { TenantWindowsInput, tenantWindows } from './tenantWindows';

const windows = changeWindowsSchema.parse({
  events: { tender: { blocks: false } },
});
const at = (moment: string) => Date.parse(moment);
const PAYROLL = eventOf('payroll', 'dublin', {
  from: '2026-11-26T18:00',
  to: '2026-11-26T22:00',
});
const BILLING = eventOf('billing', 'kolkata', {
  from: '2026-11-27T04:00',
  to: '2026-11-27T09:00',
});
const TENDER = eventOf('tender', 'newYork', {
  from: '2026-11-25T09:00',
  to: '2026-11-25T17:00',
});

const of = (now: string, change: Partial<TenantWindowsInput> = {}) =>
  tenantWindowsSchema.parse(
    tenantWindows({
      tenant: 'civil',
      legalEntities: Object.values(ENTITIES),
      events: [TENDER, PAYROLL, BILLING],
      unread: [],
      windows,
      length: plainChangeLength(windows),
      range: {
        from: at('2026-11-23T00:00:00Z'),
        to: at('2026-12-28T00:00:00Z'),
      },
      now: at(now),
      until: at('2027-02-01T00:00:00Z'),
      ...change,
    }),
  );

describe('the windows of a tenant', () => {
  it('are common to its legal entities: a gap too short for a change is none', () => {
    // Dublin pays until 22:00 UTC, Kolkata bills from 22:30 UTC on: 30 minutes, and a change takes 55.
    expect(of('2026-11-26T19:00:00Z')).toMatchObject({
      now: 'closed',
      nowUntil: '2026-11-26T22:00:00.000Z',
      nextWindow: {
        from: '2026-11-27T03:30:00.000Z',
        to: '2027-02-01T00:00:00.000Z',
      },
      roomSeconds: 3300,
      closed: [
        {
          from: '2026-11-24T18:00:00.000Z',
          to: '2026-11-26T22:00:00.000Z',
          causes: ['payroll (civil-ie)'],
        },
        {
          from: '2026-11-26T22:30:00.000Z',
          to: '2026-11-27T03:30:00.000Z',
          causes: ['billing (civil-in)'],
        },
      ],
    });
  });

  it('are open until the next closure, and show what closes nothing too', () => {
    const { now, nowUntil, events } = of('2026-11-24T12:00:00Z');
    expect([now, nowUntil]).toEqual(['open', '2026-11-24T18:00:00.000Z']);
    expect(
      events.map(({ title, legalEntity, closes }) => [
        title,
        legalEntity,
        closes?.from,
      ]),
    ).toEqual([
      ['tender', 'civil-us', undefined],
      ['payroll', 'civil-ie', '2026-11-24T18:00:00.000Z'],
      ['billing', 'civil-in', '2026-11-26T22:30:00.000Z'],
    ]);
  });

  it('are none where nothing is left before the calendars end', () => {
    const { now, nextWindow } = of('2026-11-26T19:00:00Z', {
      until: at('2026-11-27T03:00:00Z'),
    });
    expect([now, nextWindow]).toEqual(['closed', undefined]);
  });

  it('are not known while a calendar cannot be read', () => {
    const unread = [
      {
        subject: 'civil-us',
        file: 'calendars/civil-us.ics',
        line: 3,
        problem: 'malformed' as const,
        message: 'DTSTART has no time zone',
      },
    ];
    const open = of('2026-11-24T12:00:00Z', { unread });
    expect([open.now, open.nowUntil, open.nextWindow]).toEqual([
      'unknown',
      undefined,
      undefined,
    ]);
    expect(open.errors).toEqual([
      {
        subject: 'civil-us',
        file: 'calendars/civil-us.ics',
        line: 3,
        message: 'DTSTART has no time zone',
      },
    ]);
    expect(of('2026-11-26T19:00:00Z', { unread }).now).toBe('closed');
  });
});
