import fc from 'fast-check';
import { BASELINE_OCCURRENCES, WEEKS_LOOKED_AT, baselineOf } from './baseline';
import { BUSINESS_FIGURES, BUSINESS_FIGURE_IDS } from './figures';
import { BusinessReading, judgeBusiness } from './judgeBusiness';
import { BusinessPhase, phaseOf } from './phase';

const WEEKS = [30, 28, 33, 31, 27, 30];
const IDLE = [2, 1, 0, 2, 1, 3];
const DAY_MS = 24 * 3600 * 1000;
/** A Monday whose six earlier ones of the same phase are 1, 2, 4, 5, 6 and 7 weeks before: 2 November is a month end. */
const AT = new Date('2026-11-23T10:00:00Z');
const before = (weeks: number, at = AT) =>
  new Date(at.getTime() - weeks * 7 * DAY_MS);
const ORDINARY = [1, 2, 4, 5, 6, 7];
const read = (now?: number, earlier: number[] = WEEKS): BusinessReading => ({
  now,
  earlier: earlier.map((value, index) => ({
    at: before(ORDINARY[index]),
    value,
  })),
});

describe('approvals', () => {
  it.each<[string, BusinessReading, BusinessReading, string, RegExp]>([
    [
      'as usual',
      read(29),
      read(1, IDLE),
      'ok',
      /29 purchase .*usually 30, at least 13.6/,
    ],
    [
      'that stand still',
      read(0),
      read(1, IDLE),
      'critical',
      /^0 purchase orders approved/,
    ],
    [
      'that are few and do not stand still',
      read(4),
      read(1, IDLE),
      'degraded',
      /^4 purchase orders approved/,
    ],
    [
      'that pile up, though some are decided: shown, and decides nothing',
      read(29),
      read(40, IDLE),
      'ok',
      /40 .*waiting.*usually 1.5, at most 6.5/,
    ],
    [
      'that differ so much that nearly anything would be well',
      read(9, [30, 2, 60, 5, 80, 31]),
      read(1, IDLE),
      'unknown',
      /too different from week to week, to tell/,
    ],
    [
      'more of which are decided than ever',
      read(300),
      read(0, IDLE),
      'ok',
      /300/,
    ],
    [
      'with less history',
      read(0, WEEKS.slice(1)),
      read(1, IDLE),
      'unknown',
      /shown, not judged: 5 of 6/,
    ],
    [
      'before which the module was installed later',
      read(0, [Number.NaN, ...WEEKS.slice(1)]),
      read(1, IDLE),
      'unknown',
      /5 of 6/,
    ],
    [
      'so few that a standstill would look the same',
      read(0, IDLE),
      read(0, IDLE),
      'unknown',
      /too few, .* to tell/,
    ],
    ['that nobody tells', read(), read(1, IDLE), 'unknown', /No sample, or/],
    [
      'of a database without purchasing',
      read(Number.NaN),
      read(Number.NaN),
      'not-applicable',
      /no such module/,
    ],
  ])('%s', (_, decided, waiting, status, words) => {
    const judged = judgeBusiness(
      'business.approvals',
      {
        approvals_decided: decided,
        approvals_waiting: waiting,
      },
      AT,
    );
    expect(judged).toMatchObject({
      status,
      summary: expect.stringMatching(words),
    });
  });
});

it('says how long nothing was posted', () => {
  const weeks = [600, 900, 300, 1200, 600, 700];
  expect(
    judgeBusiness(
      'business.postings',
      {
        postings: read(500, [510, 480, 530, 495, 470, 505]),
        posting_age: read(6 * 3600, weeks),
      },
      AT,
    ),
  ).toMatchObject({
    status: 'ok',
    value: 500,
    summary: expect.stringContaining(
      '6 hours since the last analytic posting (usually 11 minutes',
    ),
  });
});

const count = fc.nat(100_000);
const history = fc.array(count, { minLength: 6, maxLength: 6 });

it('never calls a standstill well, whatever was usual', () => {
  fc.assert(
    fc.property(history, earlier => {
      const { status } = judgeBusiness(
        'business.postings',
        {
          postings: read(0, earlier),
          posting_age: read(0, earlier),
        },
        AT,
      );
      expect(status).not.toBe('ok');
    }),
  );
});

it('takes no single odd week for what is usual', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 1000 }), count, (steady, odd) => {
      const earlier = [odd, ...Array(BASELINE_OCCURRENCES - 1).fill(steady)];
      for (const id of BUSINESS_FIGURE_IDS) {
        expect(baselineOf(BUSINESS_FIGURES[id], earlier)?.median).toBe(steady);
      }
    }),
  );
});

it('calls no chance of counting a deviation: within three deviations of its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 10_000 }), usual => {
      const earlier = Array(BASELINE_OCCURRENCES).fill(usual);
      const now = Math.ceil(usual - 3 * Math.sqrt(usual));
      const { status } = judgeBusiness(
        'business.postings',
        { postings: read(now, earlier) },
        AT,
      );
      expect(status).not.toMatch(/degraded|critical/);
    }),
  );
});

it.each<[string, string, BusinessPhase]>([
  ['the 27th', '2026-11-27T23:59:00Z', 'ordinary'],
  ['the 28th', '2026-11-28T00:00:00Z', 'month end'],
  ['a day after the 3rd', '2026-12-04T23:59:00Z', 'month end'],
  ['two days after it', '2026-12-05T00:00:00Z', 'ordinary'],
])('takes %s for its phase of the month', (_, at, phase) => {
  expect(phaseOf(new Date(at))).toBe(phase);
});

it('compares a month end with no ordinary week, and no week with a month end', () => {
  const weeks = (at: Date, value: (ago: number) => number) =>
    Array.from({ length: WEEKS_LOOKED_AT }, (_, index) => ({
      at: before(index + 1, at),
      value: value(index + 1),
    }));
  const judge = (at: Date, now: number, value: (ago: number) => number) =>
    judgeBusiness(
      'business.postings',
      { postings: { now, earlier: weeks(at, value) } },
      at,
    );
  // Of a month end with thousands of postings nothing is said by the week after it.
  const ends = (ago: number) =>
    phaseOf(before(ago)) === 'month end' ? 5000 : 500;
  expect(judge(AT, 480, ends)).toMatchObject({
    status: 'ok',
    summary: expect.stringContaining('usually 500'),
  });
  expect(judge(new Date('2026-11-30T10:00:00Z'), 0, () => 500)).toMatchObject({
    status: 'unknown',
    summary: expect.stringMatching(/2 of 6 .*each at a month end/),
  });
});
