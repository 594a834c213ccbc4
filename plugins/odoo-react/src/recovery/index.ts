export { BAND_PRESENTATIONS, presentBand, presentScore } from './presentScore';
export type { ScoreOf } from './presentScore';
export { ScoreBadge } from './ScoreBadge';
export type { ScoreBadgeProps } from './ScoreBadge';
export { ScoreDial } from './ScoreDial';
export type { ScoreDialProps } from './ScoreDial';
export { useRecoveryNow } from './useRecoveryNow';
