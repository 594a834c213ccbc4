import fc from 'fast-check';
import { ENTITIES, eventOf } from '../testUtils';
import { changeWindowsSchema } from './changeWindows';
import {
  EntityEvent,
  closedSpans,
  closureOf,
  longestLead,
} from './closedSpans';
import { closedAt, nextWindow } from './nextWindow';

const windows = changeWindowsSchema.parse({});
const HOUR = 3600_000;
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;
const shown = (events: readonly EntityEvent[], rules = windows) =>
  closedSpans(events, rules).map(
    ({ from, to, causes }) =>
      `${iso(from)} ${iso(to)} ${causes.map(({ title }) => title).join('+')}`,
  );

describe('closedSpans', () => {
  it('merges overlapping and touching freezes of three zones and keeps what causes each', () => {
    expect(
      shown([
        eventOf('freeze', 'kolkata', {
          from: '2026-12-22T00:00',
          to: '2026-12-25T00:00',
        }),
        eventOf('billing', 'newYork', {
          // 19:30 of the evening before is midnight and a half, later, in Kolkata.
          from: '2026-12-24T13:30',
          to: '2026-12-24T18:00',
        }),
        eventOf('tender', 'dublin', {
          from: '2026-12-24T23:01',
          to: '2026-12-24T23:30',
        }),
      ]),
    ).toEqual([
      '2026-12-21T18:30Z 2026-12-24T23:00Z freeze+billing',
      '2026-12-24T23:01Z 2026-12-24T23:30Z tender',
    ]);
  });

  it('takes lead times in hours exactly, and in days by the calendar of the zone', () => {
    // The clock goes back on Sunday 25 October 2026 in Dublin.
    const payroll = eventOf('payroll', 'dublin', {
      from: '2026-10-26T18:00',
      to: '2026-10-26T22:00',
    });
    expect(shown([payroll])).toEqual([
      '2026-10-24T18:00Z 2026-10-26T22:00Z payroll',
    ]);
    const byDays = changeWindowsSchema.parse({
      events: { payroll: { leadTime: 'P2D' } },
    });
    expect(shown([payroll], byDays)).toEqual([
      '2026-10-24T17:00Z 2026-10-26T22:00Z payroll',
    ]);
    // Who reads calendars so far ahead must see what closes already.
    const { from = 0 } = closureOf(payroll, byDays) ?? {};
    expect(from + longestLead(byDays)).toBeGreaterThan(
      Date.parse(payroll.from),
    );
  });

  it('leaves out what the platform does not let block', () => {
    const tender = eventOf('tender', 'dublin', {
      from: '2026-11-02T09:00',
      to: '2026-11-02T17:00',
    });
    const rules = changeWindowsSchema.parse({
      events: { tender: { blocks: false } },
    });
    expect(shown([tender], rules)).toEqual([]);
  });
});

const START = Date.parse('2026-10-20T00:00:00Z');
const anyEvent = fc
  .record({
    kind: fc.constantFrom(
      'payroll',
      'month-end',
      'billing',
      'tender',
      'freeze',
    ),
    legalEntity: fc.constantFrom(...Object.values(ENTITIES)),
    hour: fc.nat(400),
    hours: fc.integer({ min: 1, max: 80 }),
  })
  .map(({ kind, legalEntity, hour, hours }): EntityEvent => {
    const from = START + hour * HOUR;
    return {
      kind,
      legalEntity,
      calendar: legalEntity.calendar,
      uid: `${hour}`,
      title: kind,
      timeZone: legalEntity.timeZone,
      from: new Date(from).toISOString(),
      to: new Date(from + hours * HOUR).toISOString(),
    };
  });
const anyEvents = fc.array(anyEvent, { maxLength: 12 });

describe('windows between closed spans', () => {
  it('are closed exactly when an event closes them, each span with its causes', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(600), (events, hour) => {
        const spans = closedSpans(events, windows);
        const at = START + hour * HOUR;
        const closing = events.filter(event => {
          const closure = closureOf(event, windows);
          return closure && closure.from <= at && at < closure.to;
        });
        const span = closedAt(spans, at);
        expect(span !== undefined).toBe(closing.length > 0);
        expect(span?.causes ?? []).toEqual(expect.arrayContaining(closing));
        spans.slice(1).forEach(({ from }, index) => {
          expect(from).toBeGreaterThan(spans[index].to);
        });
        expect(spans.flatMap(({ causes }) => causes)).toHaveLength(
          events.length,
        );
      }),
    );
  });

  it('are the first that are long enough, or none', () => {
    const HOURS = 500;
    fc.assert(
      fc.property(
        anyEvents,
        fc.nat(300),
        fc.integer({ min: 1, max: 60 }),
        (events, first, needed) => {
          const spans = closedSpans(events, windows);
          const range = {
            from: START + first * HOUR,
            to: START + HOURS * HOUR,
          };
          // Everything here begins and ends on the hour, so looking at every hour is looking everywhere.
          const isOpen = (from: number) =>
            Array.from(
              { length: needed },
              (_, hour) => from + hour * HOUR,
            ).every(at => at < range.to && !closedAt(spans, at));
          let expected: number | undefined;
          for (let at = range.from; at < range.to; at += HOUR) {
            if (!isOpen(at)) continue;
            expected = at;
            break;
          }
          const found = nextWindow(spans, range, needed * HOUR);
          expect(found?.from).toBe(expected);
          const endsWell =
            !found ||
            found.to === range.to ||
            closedAt(spans, found.to) !== undefined;
          expect(endsWell).toBe(true);
        },
      ),
    );
  });
});
