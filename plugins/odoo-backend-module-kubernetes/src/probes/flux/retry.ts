import { KustomizationRecord } from '../../records';
import { Subject, committedAt } from '../Subject';

/**
 * Flux says Unknown while it tries again, which it does every few minutes and for as long as health checks take: what
 * failed last still fails, unless something was committed since.
 */
export function failureTriedAgain(
  subject: Subject,
  { lastOutcome, lastReconciledAt }: KustomizationRecord,
): string | undefined {
  const failed =
    lastOutcome !== undefined && lastOutcome !== 'ReconciliationSucceeded';
  return failed && committedAt(subject) <= (lastReconciledAt ?? Infinity)
    ? lastOutcome
    : undefined;
}
