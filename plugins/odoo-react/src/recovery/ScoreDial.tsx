import { useId } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { usePalette } from '../palette';
import { Badge } from '../status';
import { ScoreOf, presentScore } from './presentScore';

const RADIUS = 52;
const CENTRE = 60;
/** Half a circle, from left over the top to the right. */
const ARC = `M ${CENTRE - RADIUS} ${CENTRE} A ${RADIUS} ${RADIUS} 0 0 1 ${
  CENTRE + RADIUS
} ${CENTRE}`;

const useStyles = makeStyles(theme => ({
  root: { display: 'inline-grid', justifyItems: 'center', gap: 4 },
  number: {
    ...theme.typography.h4,
    fill: theme.palette.text.primary,
    fontVariantNumeric: 'tabular-nums',
  },
  track: { stroke: theme.palette.divider },
}));

/** The point of the arc at a score, `offset` away from it. */
function pointAt(score: number, offset: number) {
  const angle = Math.PI * (1 - score / 100);
  const radius = RADIUS + offset;
  return [
    CENTRE + radius * Math.cos(angle),
    CENTRE - radius * Math.sin(angle),
  ].map(value => value.toFixed(1));
}

export interface ScoreDialProps {
  of: ScoreOf;
  /** The lowest cap that holds the score, drawn as a mark. */
  cap?: number;
}

/** The recovery score as a half circle with its number and word; hatched while it is not known. */
export function ScoreDial(props: ScoreDialProps) {
  const { of, cap } = props;
  const classes = useStyles();
  const palette = usePalette();
  const hatch = useId();
  const { shape, tone, word } = presentScore(of);
  const isKnown = tone !== 'unknown' && of.score !== null;
  // What is not known is not zero.
  const instead = of.applies ? '?' : '–';
  const held = cap === undefined || !isKnown ? '' : `, held at ${cap} by a cap`;
  return (
    <div className={classes.root}>
      <svg
        width={180}
        viewBox="0 0 120 68"
        role="img"
        aria-label={`Recovery readiness of 100: ${word}${held}`}
      >
        <pattern
          id={hatch}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0v4" stroke={palette.unknown} strokeWidth="3" />
        </pattern>
        <g fill="none" strokeWidth="10">
          <path d={ARC} className={classes.track} />
          {tone === 'unknown' && <path d={ARC} stroke={`url(#${hatch})`} />}
          {isKnown && (
            <path
              d={ARC}
              pathLength="100"
              strokeDasharray={`${of.score} 100`}
              stroke={palette[tone]}
            />
          )}
        </g>
        {isKnown && cap !== undefined && (
          <path
            d={`M ${pointAt(cap, -8).join(' ')} L ${pointAt(cap, 8).join(' ')}`}
            stroke={palette.plain}
            strokeWidth="2"
          />
        )}
        <text
          x={CENTRE}
          y={CENTRE - 2}
          textAnchor="middle"
          className={classes.number}
        >
          {isKnown ? of.score : instead}
        </text>
      </svg>
      <Badge shape={shape} tone={tone} word={word} />
    </div>
  );
}
