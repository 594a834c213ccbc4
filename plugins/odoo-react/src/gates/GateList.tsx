import { ReactNode } from 'react';
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
  /** What can be done about a gate, below what it says. */
  actionOf?: (gate: GateResult) => ReactNode;
}

/** The gates in their order; what does not pass shows its evidence at once. */
export function GateList(props: GateListProps) {
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label="Gates">
      {props.gates.map(gate => (
        <li key={gate.id} className={classes.gate}>
          <div className={classes.head}>
            <Badge {...GATE_BADGES[gate.verdict]} />
            <Typography variant="subtitle2" component="span">
              {gate.title}
            </Typography>
          </div>
          <Typography variant="body2">{gate.summary}</Typography>
          {gate.judged && (
            <Typography variant="body2">
              {`Without the override: ${
                GATE_BADGES[gate.judged.verdict].word
              }. ${gate.judged.summary}`}
            </Typography>
          )}
          {props.actionOf?.(gate)}
          {gate.evidence.length > 0 && (
            <details open={['fail', 'blocked'].includes(gate.verdict)}>
              <summary className={classes.summary}>
                {`Evidence (${gate.evidence.length})`}
              </summary>
              <GateEvidence evidence={gate.evidence} />
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
