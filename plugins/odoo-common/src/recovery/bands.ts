import { EvidenceState } from '../health/verdict';
import { RecoveryAssessment } from './assessment';

export const GOOD_FROM = 80;
export const FAIR_FROM = 50;

export const RECOVERY_BANDS = [
  'good',
  'fair',
  'poor',
  'unknown',
  'not-applicable',
] as const;
export type RecoveryBand = (typeof RECOVERY_BANDS)[number];

const SETTLED: ReadonlySet<EvidenceState> = new Set(['fresh', 'partial']);

/** What a score is called in lists: never good on evidence that is stale, missing or half. */
export function recoveryBandOf({
  applies,
  score,
  evidence,
}: Pick<RecoveryAssessment, 'applies' | 'score' | 'evidence'>): RecoveryBand {
  if (!applies) return 'not-applicable';
  if (score === null || !SETTLED.has(evidence)) return 'unknown';
  if (score >= GOOD_FROM && evidence === 'fresh') return 'good';
  return score >= FAIR_FROM ? 'fair' : 'poor';
}
