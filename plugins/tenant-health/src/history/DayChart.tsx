import { makeStyles } from '@material-ui/core/styles';
import { DailyHistory } from '@plumbline/plugin-odoo-common';
import { useClock } from '@plumbline/plugin-odoo-react';
import { DayPicture } from './DayPicture';
import { DayTable } from './DayTable';
import { MarkRow } from './MarkRow';
import { PartLegend } from './PartLegend';
import { dayColumns } from './dayColumns';
import { describeDays } from './describeDay';

const MINUTE_MS = 60_000;

const useStyles = makeStyles(theme => ({
  root: { margin: 0, display: 'grid', gap: 8, minWidth: 0 },
  axis: {
    ...theme.typography.caption,
    display: 'flex',
    justifyContent: 'space-between',
  },
  summary: { ...theme.typography.body2, cursor: 'pointer' },
}));

export interface DayChartProps {
  history: DailyHistory;
  /** How many, today the last of them. */
  days: number;
}

/** How the last days went, what happened meanwhile, and the same as a table. */
export function DayChart(props: DayChartProps) {
  const { history, days } = props;
  const classes = useStyles();
  const now = useClock(time => Math.floor(time / MINUTE_MS) * MINUTE_MS);
  const columns = dayColumns(history.items, days, now);
  return (
    <figure className={classes.root}>
      <PartLegend columns={columns} />
      <DayPicture label={describeDays(columns)} columns={columns} />
      <div className={classes.axis} aria-hidden>
        <span>{columns[0].day}</span>
        <span>{`${columns[columns.length - 1].day} UTC`}</span>
      </div>
      <MarkRow columns={columns} marks={history.marks} />
      <details>
        <summary className={classes.summary}>The same as a table</summary>
        <DayTable columns={columns} marks={history.marks} />
      </details>
    </figure>
  );
}
