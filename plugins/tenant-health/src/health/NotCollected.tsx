import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { PROBES } from '@plumbline/plugin-odoo-common';
import { StatusBadge, paletteOf } from '@plumbline/plugin-odoo-react';
import { RunbookLink } from './RunbookLink';
import { ProbeObservation } from './groupByArea';

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: '8px 0 0',
    padding: 8,
    border: `1px dashed ${paletteOf(theme).unknown}`,
  },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 8px',
    alignItems: 'baseline',
  },
}));

export interface NotCollectedProps {
  observations: readonly ProbeObservation[];
}

/** Probes that apply here and that no configured collector tells. */
export function NotCollected(props: NotCollectedProps) {
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label="Not collected">
      {props.observations.map(({ probe, required, summary, runbook }) => (
        <li key={probe} className={classes.item}>
          <StatusBadge status="not-collected" />
          <span>{PROBES[probe].title}</span>
          <Typography variant="caption">
            {`${required ? 'required' : 'not required'}; ${summary}`}
          </Typography>
          <RunbookLink observation={{ probe, runbook }} />
        </li>
      ))}
    </ul>
  );
}
