import { useExpired } from '../evidence';
import { ScoreOf } from './presentScore';

/** The score as it counts now: an open page turns grey by itself, whether the server answers or not. */
export function useScore<S extends ScoreOf & { reassessAt: string | null }>(
  summary: S,
): S {
  const isExpired = useExpired(summary.reassessAt ?? undefined);
  return isExpired && summary.evidence !== 'missing'
    ? { ...summary, evidence: 'stale' }
    : summary;
}
