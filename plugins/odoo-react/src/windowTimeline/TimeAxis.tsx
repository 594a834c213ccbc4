import { makeStyles } from '@material-ui/core/styles';
import { TimeRange, formatTick, ticksOf } from './timelineModel';

const TICKS = 5;
const LINE_HEIGHT = 14;
export const AXIS_HEIGHT = 8 + 2 * LINE_HEIGHT;

const useStyles = makeStyles(theme => ({
  text: {
    ...theme.typography.caption,
    fontSize: 11,
    fill: theme.palette.text.primary,
    fontVariantNumeric: 'tabular-nums',
  },
  line: { stroke: theme.palette.text.secondary },
  /** Only both ends fit on a narrow screen. */
  spare: { [theme.breakpoints.down('xs')]: { display: 'none' } },
}));

export interface TimeAxisProps {
  range: TimeRange;
  top: number;
  /** The zone in which the environment runs; UTC stands below it. */
  timeZone?: string;
}

const isEnd = (index: number) => index === 0 || index === TICKS - 1;

/** The outermost labels stay within the picture. */
function anchorOf(index: number) {
  if (index === 0) return 'start';
  return index === TICKS - 1 ? 'end' : 'middle';
}

/** Moments along the bottom, in the zone of the environment and in UTC. */
export function TimeAxis(props: TimeAxisProps) {
  const { range, top, timeZone = 'UTC' } = props;
  const classes = useStyles();
  const ticks = ticksOf(range, TICKS);
  const differs = ticks.some(
    at => formatTick(at, timeZone) !== formatTick(at, 'UTC'),
  );
  const zones = differs ? [timeZone, 'UTC'] : ['UTC'];
  return (
    <g>
      <line
        x1="0"
        x2="100%"
        y1={top}
        y2={top}
        className={classes.line}
        strokeWidth="1"
      />
      {ticks.map((at, index) => (
        <g key={at} className={isEnd(index) ? undefined : classes.spare}>
          <line
            x1={`${index * 25}%`}
            x2={`${index * 25}%`}
            y1={top}
            y2={top + 4}
            className={classes.line}
          />
          {zones.map((zone, line) => (
            <text
              key={zone}
              x={`${index * 25}%`}
              y={top + 4 + (line + 1) * LINE_HEIGHT}
              textAnchor={anchorOf(index)}
              className={classes.text}
            >
              {formatTick(at, zone)}
              {zone === 'UTC' ? ' UTC' : ''}
            </text>
          ))}
        </g>
      ))}
    </g>
  );
}
