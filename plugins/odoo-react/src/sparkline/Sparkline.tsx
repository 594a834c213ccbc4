import { makeStyles } from '@material-ui/core/styles';
import { Tone, paletteOf, usePalette } from '../palette';

const WIDTH = 120;
const HEIGHT = 28;
const MARGIN = 4;

const useStyles = makeStyles(theme => ({
  line: { stroke: paletteOf(theme).plain, fill: 'none', strokeWidth: 1 },
}));

export interface SparklinePoint {
  value: number;
  tone: Tone;
}

export interface SparklineProps {
  /** Says in words what the picture shows. */
  label: string;
  /** In the order of time. */
  points: readonly SparklinePoint[];
}

/** How a few numbers went, from zero; the numbers themselves stand beside it. */
export function Sparkline(props: SparklineProps) {
  const { label, points } = props;
  const classes = useStyles();
  const palette = usePalette();
  const most = Math.max(...points.map(({ value }) => value), 1);
  const step = (WIDTH - 2 * MARGIN) / Math.max(points.length - 1, 1);
  const placed = points.map(({ value, tone }, index) => ({
    x: MARGIN + index * step,
    y: HEIGHT - MARGIN - (value / most) * (HEIGHT - 2 * MARGIN),
    tone,
  }));
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <polyline
        className={classes.line}
        points={placed.map(({ x, y }) => `${x},${y}`).join(' ')}
      />
      {placed.map(({ x, y, tone }) => (
        <circle key={x} cx={x} cy={y} r="2.5" fill={palette[tone]} />
      ))}
    </svg>
  );
}
