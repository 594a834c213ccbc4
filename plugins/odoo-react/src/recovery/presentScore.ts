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

/** How a score looks on its evidence: green is only good, grey only unknown and stale. */
export function presentScore(of: ScoreOf): StatusPresentation {
  const { score, evidence } = of;
  const band = recoveryBandOf(of);
  const plain = BAND_PRESENTATIONS[band];
  if (band === 'not-applicable') return plain;
  if (evidence === 'missing') {
    return { shape: 'dashed-circle', tone: 'unknown', word: 'unknown' };
  }
  if (evidence === 'stale') {
    return { shape: 'hatched-circle', tone: 'unknown', word: 'stale' };
  }
  if (score === null) return plain;
  const word = `${score} ${plain.word}`;
  return {
    ...plain,
    word: evidence === 'partial' ? `${word}, partial` : word,
  };
}
