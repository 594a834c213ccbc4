import { Verdict, verdictAt } from '@plumbline/plugin-odoo-common';
import { useExpired } from './useExpired';

/** The verdict as it counts now: an open page turns grey by itself, whether the server answers or not. */
export function useVerdict(verdict: Verdict): Verdict {
  const isExpired = useExpired(verdict.expiresAt);
  return isExpired ? verdictAt(verdict, new Date()) : verdict;
}
