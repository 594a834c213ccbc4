import { monthAfter, monthDays, monthRange } from './monthDays';

const at = (date: string, month: ReturnType<typeof monthDays>) =>
  month.flat().find(day => day?.date === date);

describe('the days of a month', () => {
  it('begin on Monday and are all there', () => {
    const weeks = monthDays({
      month: '2026-11',
      timeZone: 'Europe/Dublin',
      events: [],
      closed: [],
    });
    expect(weeks).toHaveLength(6);
    expect(weeks[0].map(day => day?.day)).toEqual([
      ...Array(6).fill(undefined),
      1,
    ]);
    expect(weeks.flat().filter(Boolean)).toHaveLength(30);
  });

  it('are those of the zone, also where the clock changes', () => {
    // 25 October 2026 has 25 hours in Dublin: from 24 October 23:00 UTC to 26 October 00:00 UTC.
    const closed = [
      { from: '2026-10-24T23:00:00Z', to: '2026-10-26T00:00:00Z' },
      { from: '2026-10-27T18:00:00Z', to: '2026-10-28T00:00:00Z' },
    ];
    const weeks = monthDays({
      month: '2026-10',
      timeZone: 'Europe/Dublin',
      events: closed,
      closed,
    });
    expect(at('2026-10-24', weeks)?.closed).toBe('no');
    expect(at('2026-10-25', weeks)).toMatchObject({
      closed: 'all-day',
      events: [closed[0]],
    });
    expect(at('2026-10-26', weeks)).toMatchObject({ closed: 'no', events: [] });
    expect(at('2026-10-27', weeks)).toMatchObject({
      closed: 'partly',
      closedTimes: ['18:00 to 24:00'],
    });
    const india = monthDays({
      month: '2026-10',
      timeZone: 'Asia/Kolkata',
      events: [],
      closed,
    });
    expect(at('2026-10-25', india)).toMatchObject({
      closed: 'partly',
      closedTimes: ['04:30 to 24:00'],
    });
  });

  it('are reached from month to month, and asked for in every zone', () => {
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual([
      '2027-01',
      '2025-12',
    ]);
    expect(monthRange('2028-02')).toEqual({
      from: '2028-01-31T00:00:00.000Z',
      to: '2028-03-02T00:00:00.000Z',
    });
  });
});
