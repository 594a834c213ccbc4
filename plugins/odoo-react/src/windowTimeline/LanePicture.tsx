import { makeStyles } from '@material-ui/core/styles';
import { Tone, paletteOf, usePalette } from '../palette';
import { StatusShape } from '../status';
import {
  SpanKind,
  TimeRange,
  TimelineLane,
  clip,
  percentOf,
} from './timelineModel';

const TITLE_HEIGHT = 18;
const BAR_HEIGHT = 16;
export const LANE_HEIGHT = TITLE_HEIGHT + BAR_HEIGHT + 10;
/** A gap of a minute in a month must still be seen. */
const SMALLEST_WIDTH = 3;
const SHAPE_RADIUS = 8;

export const SPAN_TONES: Record<SpanKind, Tone> = {
  restorable: 'ok',
  attested: 'plain',
  gap: 'critical',
  unknown: 'unknown',
};

const useStyles = makeStyles(theme => ({
  title: {
    ...theme.typography.caption,
    fill: theme.palette.text.primary,
    fontWeight: 600,
  },
  track: { fill: theme.palette.action.hover },
  gap: { stroke: paletteOf(theme).critical, strokeWidth: 1 },
}));

export interface LanePictureProps {
  lane: TimelineLane;
  range: TimeRange;
  top: number;
  /** Id of the pattern of each kind that is not filled plainly. */
  patterns: Partial<Record<SpanKind, string>>;
}

/** Positions are in per cent, so that the picture takes any width without being drawn anew. */
export function LanePicture(props: LanePictureProps) {
  const { lane, range, top, patterns } = props;
  const classes = useStyles();
  const palette = usePalette();
  const bar = top + TITLE_HEIGHT;
  // Gaps last: what cannot be restored is never covered by what can.
  const spans = [...lane.spans].sort(
    (a, b) => Number(a.kind === 'gap') - Number(b.kind === 'gap'),
  );
  const marks = lane.marks.filter(({ at }) => {
    const percent = percentOf(at, range);
    return percent >= 0 && percent <= 100;
  });
  return (
    <g>
      <text x="0" y={top + 13} className={classes.title}>
        {lane.title}
      </text>
      <rect
        x="0"
        y={bar}
        width="100%"
        height={BAR_HEIGHT}
        className={classes.track}
      />
      {spans.map(({ kind, label, ...span }) => {
        const part = clip(span, range);
        const pattern = patterns[kind];
        return (
          part && (
            <rect
              key={`${kind} ${span.from} ${span.to}`}
              x={`${part.start}%`}
              y={bar}
              height={BAR_HEIGHT}
              style={{ width: `max(${part.width}%, ${SMALLEST_WIDTH}px)` }}
              fill={pattern ? `url(#${pattern})` : palette[SPAN_TONES[kind]]}
              className={kind === 'gap' ? classes.gap : undefined}
            >
              <title>{label}</title>
            </rect>
          )
        );
      })}
      {marks.map(({ at, shape, tone, label }) => (
        <svg
          key={`${at} ${label}`}
          x={`${percentOf(at, range)}%`}
          y={bar}
          overflow="visible"
        >
          <g
            transform={`translate(${-SHAPE_RADIUS} 0)`}
            style={{ color: palette[tone] }}
          >
            <title>{label}</title>
            {shape === 'tick' ? (
              <rect
                x={SHAPE_RADIUS - 1}
                width="2"
                height={BAR_HEIGHT}
                fill="currentColor"
              />
            ) : (
              <StatusShape name={shape} />
            )}
          </g>
        </svg>
      ))}
    </g>
  );
}
