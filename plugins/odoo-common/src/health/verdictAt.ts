import { Verdict } from './verdict';

/**
 * A verdict is good until it expires. From then on some evidence has expired and nobody has judged
 * again: it counts as unknown and stale, in lists, counts, details and on a page that is open alike, so
 * that a portal whose collection died turns grey by itself.
 */
export function verdictAt(verdict: Verdict, now: Date): Verdict {
  const { decidedBy, ...rest } = verdict;
  const { expiresAt } = rest;
  if (!expiresAt || Date.parse(expiresAt) > now.getTime()) return verdict;
  return {
    ...rest,
    status: 'unknown',
    evidence: 'stale',
    // How much of it still holds is not known until it is judged again.
    coverage: { ...verdict.coverage, collected: 0 },
    summary:
      verdict.evidence === 'stale'
        ? verdict.summary
        : `Evidence is stale; last known: ${verdict.summary}`,
  };
}
