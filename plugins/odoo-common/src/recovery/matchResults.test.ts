import { judgeRestoreTest } from '../change/judgeRestoreTest';
import { restoreTestOf } from '../testUtils/recovery';
import { ExpectedTest } from './ExpectedTest';
import { knownTests, matchResults } from './matchResults';
import { RestoreTestResult, SignedRestoreTest } from './restoreTest';

const NONCE = 'a'.repeat(32);
const REF = 'harbour-civil/production';
const { point } = restoreTestOf();
const now = new Date('2026-11-23T12:00:00Z');

const expected = (change: Partial<ExpectedTest> = {}): ExpectedTest => ({
  change: 'chg-1',
  environment: REF,
  nonce: NONCE,
  point,
  askedAt: '2026-11-23T10:00:00.000Z',
  ...change,
});
const found = (
  result: Partial<RestoreTestResult> = {},
  change: Partial<SignedRestoreTest> = {},
): SignedRestoreTest => ({
  proof: 'signed',
  link: 'restore-tests/1.json',
  result: {
    version: 1,
    environment: REF,
    test: 'chg-1',
    nonce: NONCE,
    point,
    startedAt: '2026-11-23T11:00:00.000Z',
    finishedAt: '2026-11-23T11:22:00.000Z',
    outcome: 'passed',
    summary: 'Restored and checked',
    recovered: null,
    phases: [],
    checks: [],
    sizeBytes: 1,
    ...result,
  },
  ...change,
});
const proofs = (results: readonly SignedRestoreTest[]) =>
  results.map(({ proof }) => proof);

describe('matchResults', () => {
  it('counts a signed result of a test that was asked for', () => {
    expect(proofs(matchResults([found()], [expected()]))).toEqual(['signed']);
  });

  it.each([
    ['a nonce that nobody gave out', { nonce: 'b'.repeat(32) }],
    ['another change', { test: 'chg-2' }],
    ['another environment', { environment: 'harbour-rail/production' }],
    ['another point', { point: { ...point, segment: '0'.repeat(24) } }],
  ])('only takes note of %s', (_, change) => {
    const [result] = matchResults([found(change)], [expected()]);
    expect(result.proof).toBe('claimed');
    expect(result.reason).toBeTruthy();
  });

  it('counts one result a test: a failed one is not repeated until it passes', () => {
    const failed = found({ outcome: 'failed' }, { link: 'a' });
    const passed = found(
      { finishedAt: '2026-11-23T11:40:00.000Z' },
      { link: 'b' },
    );
    const matched = matchResults([passed, failed], [expected()]);
    expect(matched.map(({ proof, result }) => [proof, result.outcome])).toEqual(
      [
        ['claimed', 'passed'],
        ['signed', 'failed'],
      ],
    );
  });

  it('keeps what was concluded when the store loses it, or gets another', () => {
    const at = '2026-11-23T11:30:00.000Z';
    const concluded = expected({
      conclusion: {
        outcome: 'failed',
        at,
        summary: 'no',
        result: found({ outcome: 'failed' }),
      },
    });
    expect(proofs(matchResults([], [concluded]))).toEqual(['signed']);
    const later = found({}, { link: 'later' });
    expect(proofs(matchResults([later], [concluded])).sort()).toEqual([
      'claimed',
      'signed',
    ]);
    expect(
      knownTests([later], [concluded]).filter(
        ({ proof, outcome }) => proof === 'signed' && outcome === 'passed',
      ),
    ).toEqual([]);
  });

  it('knows of tests that ended without a result as failed, and nothing of cancelled ones', () => {
    const at = '2026-11-23T11:30:00.000Z';
    const without = (outcome: 'failed' | 'cancelled') =>
      expected({ conclusion: { outcome, at, summary: 'No result came' } });
    expect(knownTests([], [without('failed')])).toEqual([
      {
        outcome: 'failed',
        proof: 'portal',
        finishedAt: at,
        point,
        summary: 'No result came',
      },
    ]);
    expect(knownTests([], [without('cancelled')])).toEqual([]);
  });
});

describe('judgeRestoreTest', () => {
  const test = { nonce: NONCE, deadline: '2026-11-23T12:30:00.000Z' };
  const late = new Date('2026-11-23T12:30:00Z');

  it('ends by the signed result', () => {
    expect(judgeRestoreTest(test, [found()], now)).toMatchObject({
      ended: true,
      outcome: 'passed',
      note: 'Restore test passed in 22 minutes: Restored and checked',
    });
  });

  it('waits for it, then has failed', () => {
    expect(judgeRestoreTest(test, [], now)).toMatchObject({ stuck: false });
    expect(judgeRestoreTest(test, [], late)).toMatchObject({
      ended: true,
      outcome: 'failed',
    });
  });

  it('takes a claim for no result, and says why', () => {
    const claimed = found({}, { proof: 'claimed', reason: 'key unknown' });
    expect(judgeRestoreTest(test, [claimed], now)).toMatchObject({
      ended: false,
      stuck: true,
      what: expect.stringContaining('key unknown'),
    });
    expect(judgeRestoreTest(test, [claimed], late)).toMatchObject({
      outcome: 'failed',
      note: expect.stringContaining('key unknown'),
    });
  });
});
