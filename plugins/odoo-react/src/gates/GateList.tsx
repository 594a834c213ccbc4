import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { GateResult } from '@plumbline/plugin-odoo-common';
import { Badge } from '../status';
import { GateEvidence } from './GateEvidence';
import { GATE_BADGES } from './presentGate';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  gate: {
    padding: '8px 0',
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline' },
  summary: { cursor: 'pointer' },
}));

export interface GateListProps {
  /** In the order in which they are evaluated. */
  gates: readonly GateResult[];
}

/** The gates in their order; what does not pass shows its evidence at once. */
export function GateList(props: GateListProps) {
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label="Gates">
      {props.gates.map(({ id, title, verdict, summary, evidence }) => (
        <li key={id} className={classes.gate}>
          <div className={classes.head}>
            <Badge {...GATE_BADGES[verdict]} />
            <Typography variant="subtitle2" component="span">
              {title}
            </Typography>
          </div>
          <Typography variant="body2">{summary}</Typography>
          {evidence.length > 0 && (
            <details open={verdict === 'fail' || verdict === 'blocked'}>
              <summary className={classes.summary}>
                {`Evidence (${evidence.length})`}
              </summary>
              <GateEvidence evidence={evidence} />
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
