import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import { makeStyles } from '@material-ui/core/styles';
import { useClock } from '../clock';
import { LANE_HEIGHT, LanePicture } from './LanePicture';
import { LaneTable } from './LaneTable';
import { SpanPatterns } from './SpanPatterns';
import { SpanLegend } from './SpanLegend';
import { AXIS_HEIGHT, TimeAxis } from './TimeAxis';
import { DAY_MS, TimelineLane, wholeRange } from './timelineModel';

const MINUTE_MS = 60_000;

const RANGES = [
  { label: '24 hours', length: DAY_MS },
  { label: '7 days', length: 7 * DAY_MS },
  { label: 'All', length: undefined },
] as const;

const useStyles = makeStyles(theme => ({
  root: { margin: 0, display: 'grid', gap: 8, minWidth: 0 },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: '4px 16px',
  },
  picture: { width: '100%', overflow: 'visible', display: 'block' },
  summary: { ...theme.typography.body2, cursor: 'pointer' },
}));

export interface WindowTimelineProps {
  /** Says in a sentence what the picture shows. */
  label: string;
  lanes: readonly TimelineLane[];
  /** The zone in which the environment runs; UTC stands beside it. */
  timeZone?: string;
}

/** What can be restored to when, line by line, and the same as a table. */
export function WindowTimeline(props: WindowTimelineProps) {
  const { label, lanes, timeZone } = props;
  const classes = useStyles();
  const [chosen, setChosen] = useState<number | undefined>(7 * DAY_MS);
  const now = useClock(time => Math.floor(time / MINUTE_MS) * MINUTE_MS);
  const gap = useId();
  const unknown = useId();
  const range =
    chosen === undefined
      ? wholeRange(lanes, now)
      : { from: now - chosen, to: now };
  const height = lanes.length * LANE_HEIGHT + AXIS_HEIGHT;
  return (
    <figure className={classes.root}>
      <div className={classes.head}>
        <SpanLegend lanes={lanes} />
        <ButtonGroup size="small" aria-label="Shown length of time">
          {RANGES.map(({ label: name, length }) => (
            <Button
              key={name}
              aria-pressed={length === chosen}
              variant={length === chosen ? 'contained' : 'outlined'}
              onClick={() => setChosen(length)}
            >
              {name}
            </Button>
          ))}
        </ButtonGroup>
      </div>
      <svg
        className={classes.picture}
        height={height}
        role="img"
        aria-label={label}
      >
        <SpanPatterns gap={gap} unknown={unknown} />
        {lanes.map((lane, index) => (
          <LanePicture
            key={lane.title}
            lane={lane}
            range={range}
            top={index * LANE_HEIGHT}
            patterns={{ gap, unknown }}
          />
        ))}
        <TimeAxis
          range={range}
          top={lanes.length * LANE_HEIGHT}
          timeZone={timeZone}
        />
      </svg>
      <details>
        <summary className={classes.summary}>The same as a table</summary>
        <LaneTable label={label} lanes={lanes} timeZone={timeZone} />
      </details>
    </figure>
  );
}
