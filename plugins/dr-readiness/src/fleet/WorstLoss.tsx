import { useId, useState } from 'react';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { LOSS_SCENARIOS, RecoverySummary } from '@plumbline/plugin-odoo-common';
import { Badge } from '@plumbline/plugin-odoo-react';
import { PRINT_ONLY } from '../print';
import {
  SCENARIO_TITLES,
  formatObjective,
  presentObjective,
  worstScenario,
} from '../words';

const useStyles = makeStyles(theme => ({
  button: {
    ...theme.typography.body2,
    background: 'none',
    border: 0,
    padding: 0,
    color: 'inherit',
    textAlign: 'left',
    // Its first line stands on the line of the row.
    display: 'inline-flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    cursor: 'pointer',
    '&:focus-visible': { outline: `2px solid ${theme.palette.text.primary}` },
  },
  nowrap: { whiteSpace: 'nowrap' },
  list: {
    ...theme.typography.caption,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
}));

export interface WorstLossProps {
  summary: RecoverySummary;
}

/** The scenario in which most is lost, in words; the others on hover, on focus, and opened in place. */
export function WorstLoss(props: WorstLossProps) {
  const { rpo } = props.summary;
  const classes = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const worst = worstScenario(rpo);
  const lines = LOSS_SCENARIOS.map(
    scenario =>
      `${SCENARIO_TITLES[scenario]}: ${formatObjective(rpo[scenario])}, ${
        presentObjective(rpo[scenario]).word
      }`,
  );
  const list = (
    <ul className={classes.list}>
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  return (
    <>
      <Tooltip title={list}>
        <button
          type="button"
          className={classes.button}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span>
            <span className={classes.nowrap}>
              {formatObjective(rpo[worst])}
            </span>{' '}
            <Badge {...presentObjective(rpo[worst])} />
          </span>
          <span>{SCENARIO_TITLES[worst].toLowerCase()}</span>
        </button>
      </Tooltip>
      <div id={id} className={isOpen ? undefined : PRINT_ONLY}>
        {list}
      </div>
    </>
  );
}
