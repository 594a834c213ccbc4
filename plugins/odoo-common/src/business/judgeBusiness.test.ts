import fc from 'fast-check';
import { BASELINE_OCCURRENCES, baselineOf } from './baseline';
import { BUSINESS_FIGURES, BUSINESS_FIGURE_IDS } from './figures';
import { BusinessReading, judgeBusiness } from './judgeBusiness';

const WEEKS = [30, 28, 33, 31, 27, 30];
const IDLE = [2, 1, 0, 2, 1, 3];
const read = (now?: number, earlier: number[] = WEEKS): BusinessReading => ({
  now,
  earlier,
});

describe('approvals', () => {
  it.each<[string, BusinessReading, BusinessReading, string, RegExp]>([
    [
      'as usual',
      read(29),
      read(1, IDLE),
      'ok',
      /29 purchase .*usually 30, at least 15/,
    ],
    [
      'that stand still',
      read(0),
      read(1, IDLE),
      'critical',
      /^0 purchase orders approved/,
    ],
    [
      'that pile up, though some are decided',
      read(29),
      read(40, IDLE),
      'critical',
      /40 .*waiting.*usually 1.5, at most 6.5/,
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
      /for a standstill to show/,
    ],
    ['that nobody tells', read(), read(1, IDLE), 'unknown', /No sample of/],
    [
      'that nobody tells, while others pile up',
      read(),
      read(40, IDLE),
      'critical',
      /40/,
    ],
    [
      'of a database without purchasing',
      read(Number.NaN),
      read(Number.NaN),
      'not-applicable',
      /no such module/,
    ],
  ])('%s', (_, decided, waiting, status, words) => {
    const judged = judgeBusiness('business.approvals', {
      approvals_decided: decided,
      approvals_waiting: waiting,
    });
    expect(judged).toMatchObject({
      status,
      summary: expect.stringMatching(words),
    });
  });
});

it('says how long nothing was posted', () => {
  const weeks = [600, 900, 300, 1200, 600, 700];
  expect(
    judgeBusiness('business.postings', {
      postings: read(500, [510, 480, 530, 495, 470, 505]),
      posting_age: read(6 * 3600, weeks),
    }),
  ).toMatchObject({
    status: 'critical',
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
      const { status } = judgeBusiness('business.postings', {
        postings: read(0, earlier),
        posting_age: read(0, earlier),
      });
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
