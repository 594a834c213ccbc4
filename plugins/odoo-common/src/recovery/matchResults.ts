import { canonicalJson } from '../change/canonicalJson';
import { KnownRestoreTest, knownRestoreTest } from './assess';
import { ExpectedTest } from './ExpectedTest';
import { RestorePoint, SignedRestoreTest } from './restoreTest';

const failedFirst = (a: SignedRestoreTest, b: SignedRestoreTest) =>
  Number(a.result.outcome === 'passed') - Number(b.result.outcome === 'passed');

/** The same bytes under the same name. */
const identityOf = ({ link, result }: SignedRestoreTest) =>
  `${link} ${canonicalJson(result)}`;

/**
 * The results of an environment as they count, the newest first. Only one that answers a test which the portal
 * asked for, by nonce, change and restore point, stays signed: a replayed one is only claimed. A test counts
 * once, by the result that the portal drew its conclusion from.
 */
export function matchResults(
  found: readonly SignedRestoreTest[],
  expected: readonly ExpectedTest[],
): SignedRestoreTest[] {
  const kept = expected.flatMap(({ conclusion }) => conclusion?.result ?? []);
  const known = new Set(kept.map(identityOf));
  const others = found.filter(result => !known.has(identityOf(result)));
  const counted = new Set(kept.map(({ result }) => result.nonce));
  // A failed one before a passed one: whoever repeats a test until it passes proves nothing.
  const judged = [...others].sort(failedFirst).map(test => {
    const reason = reasonToDoubt(test, expected, counted);
    if (reason === undefined) counted.add(test.result.nonce);
    return reason === undefined || test.proof === 'claimed'
      ? test
      : { ...test, proof: 'claimed' as const, reason };
  });
  return [...kept, ...judged].sort((a, b) =>
    a.result.finishedAt < b.result.finishedAt ? 1 : -1,
  );
}

/** What the score is judged by: results, and tests that ended without one. */
export function knownTests(
  found: readonly SignedRestoreTest[],
  expected: readonly ExpectedTest[],
): KnownRestoreTest[] {
  const results = matchResults(found, expected);
  const answered = new Set(
    results.flatMap(({ proof, result }) =>
      proof === 'signed' ? result.nonce : [],
    ),
  );
  return [
    ...results.map(knownRestoreTest),
    ...expected.flatMap(({ nonce, point, conclusion }) =>
      conclusion?.outcome === 'failed' && !answered.has(nonce)
        ? [withoutResult(point, conclusion)]
        : [],
    ),
  ];
}

function withoutResult(
  point: RestorePoint,
  { at, summary }: NonNullable<ExpectedTest['conclusion']>,
): KnownRestoreTest {
  return { outcome: 'failed', proof: 'portal', finishedAt: at, point, summary };
}

function reasonToDoubt(
  { proof, result, reason }: SignedRestoreTest,
  expected: readonly ExpectedTest[],
  counted: ReadonlySet<string>,
): string | undefined {
  if (proof === 'claimed') return reason ?? 'It is not signed';
  const test = expected.find(({ nonce }) => nonce === result.nonce);
  if (
    test === undefined ||
    test.environment !== result.environment ||
    test.change !== result.test
  ) {
    return 'The portal asked for no such test of this environment';
  }
  if (canonicalJson(test.point) !== canonicalJson(result.point)) {
    return 'It restored another point than the portal asked for';
  }
  if (counted.has(result.nonce)) {
    return 'Another result of the same test was counted';
  }
  return undefined;
}
