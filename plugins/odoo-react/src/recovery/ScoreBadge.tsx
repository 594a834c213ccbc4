import { Badge } from '../status';
import { ScoreOf, presentScore } from './presentScore';

export interface ScoreBadgeProps {
  of: ScoreOf;
}

/** `78 fair`: the recovery score in a table; shape, word and colour say the same. */
export function ScoreBadge(props: ScoreBadgeProps) {
  return <Badge {...presentScore(props.of)} />;
}
