import {
  RecoveryBand,
  RecoverySummary,
  recoveryBandOf,
} from '@plumbline/plugin-odoo-common';
import { StatusPresentation } from '../status';

/** What decides how a score looks. */
export type ScoreOf = Pick<RecoverySummary, 'score' | 'applies' | 'evidence'>;

/** Each band; `good` is only given on fresh and complete evidence. */
export const BAND_PRESENTATIONS: Record<RecoveryBand, StatusPresentation> = {
  good: { shape: 'filled-circle', tone: 'ok', word: 'good' },
  fair: { shape: 'triangle', tone: 'degraded', word: 'fair' },
  poor: { shape: 'octagon', tone: 'critical', word: 'poor' },
  unknown: { shape: 'question', tone: 'unknown', word: 'unknown' },
  'not-applicable': { shape: 'dash', tone: 'plain', word: 'not applicable' },
};

/** `78 fair`: a band with the score that it stands for. */
export function presentBand(
  band: RecoveryBand,
  score: number | null,
): StatusPresentation {
  const plain = BAND_PRESENTATIONS[band];
  const hasScore =
    score !== null && band !== 'unknown' && band !== 'not-applicable';
  return hasScore ? { ...plain, word: `${score} ${plain.word}` } : plain;
}

/** How a score looks on its evidence: green is only good, grey only unknown and stale. */
export function presentScore(of: ScoreOf): StatusPresentation {
  const { score, applies, evidence } = of;
  const presentation = presentBand(recoveryBandOf(of), score);
  if (!applies) return presentation;
  if (evidence === 'missing') {
    return { ...presentation, shape: 'dashed-circle' };
  }
  if (evidence === 'stale') {
    return { shape: 'hatched-circle', tone: 'unknown', word: 'stale' };
  }
  return evidence === 'partial'
    ? { ...presentation, word: `${presentation.word}, partial` }
    : presentation;
}
