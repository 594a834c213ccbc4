import { dayColumns, placeOf } from './dayColumns';

const NOON = Date.parse('2026-11-26T12:00:00.000Z');
const HOUR = 3600;

describe('dayColumns', () => {
  it('counts what nobody watched as such, and of today only what has passed', () => {
    const [missing, partly, today] = dayColumns(
      [
        { day: '2026-11-25', seconds: { ok: 20 * HOUR }, worst: 'ok' },
        { day: '2026-11-26', seconds: { critical: HOUR }, worst: 'critical' },
      ],
      3,
      NOON,
    );
    expect(missing).toMatchObject({
      day: '2026-11-24',
      worst: undefined,
      seconds: { ok: 0, unwatched: 24 * HOUR },
    });
    expect(partly.seconds).toMatchObject({
      ok: 20 * HOUR,
      unwatched: 4 * HOUR,
    });
    expect(today.seconds).toMatchObject({
      critical: HOUR,
      unwatched: 11 * HOUR,
    });
  });

  it('fills a column from below without overlap, and leaves the rest of today empty', () => {
    const [today] = dayColumns(
      [
        {
          day: '2026-11-26',
          seconds: { ok: 6 * HOUR, critical: 3 * HOUR },
          worst: 'critical',
        },
      ],
      1,
      NOON,
    );
    expect(placeOf(today, 'ok')).toEqual({ top: 75, height: 25 });
    expect(placeOf(today, 'critical')).toEqual({ top: 62.5, height: 12.5 });
    expect(placeOf(today, 'unwatched')).toEqual({ top: 50, height: 12.5 });
  });
});
