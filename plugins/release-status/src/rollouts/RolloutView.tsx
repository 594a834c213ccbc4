import { makeStyles } from '@material-ui/core/styles';
import useTitle from 'react-use/esm/useTitle';
import { RolloutDetail } from '@plumbline/plugin-odoo-common';
import { Section } from '@plumbline/plugin-odoo-react';
import { ApproveWaitingButton } from './approve';
import { ItemTable } from './ItemTable';
import { PausedByBudget } from './PausedByBudget';
import { RolloutFacts } from './RolloutFacts';
import { RolloutTimeline } from './RolloutTimeline';
import { SteerPanel } from './steer';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gap: 12,
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(260px, 2fr)',
    gridTemplateAreas: '"facts steer" "items items" "timeline timeline"',
    // On one column who decides comes first.
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateAreas: '"steer" "facts" "items" "timeline"',
    },
  },
  steer: { gridArea: 'steer', minWidth: 0 },
  facts: { gridArea: 'facts', minWidth: 0 },
  items: { gridArea: 'items', minWidth: 0 },
  timeline: { gridArea: 'timeline', minWidth: 0 },
}));

export interface RolloutViewProps {
  rollout: RolloutDetail;
  /** Called after a decision, whether it took effect or not. */
  onSteered: () => void;
}

/** Where it stands and why, who may steer it, every environment, and how it went. */
export function RolloutView(props: RolloutViewProps) {
  const { rollout, onSteered } = props;
  const classes = useStyles();
  useTitle(`${rollout.release} to ${rollout.ring}: ${rollout.state}`, {
    restoreOnUnmount: true,
  });
  return (
    <div className={classes.columns}>
      <div className={classes.steer}>
        <Section title="Decision">
          <ApproveWaitingButton rollout={rollout} onApproved={onSteered} />
          <SteerPanel rollout={rollout} onSteered={onSteered} />
        </Section>
      </div>
      <div className={classes.facts}>
        <Section title={`${rollout.release} to ring ${rollout.ring}`}>
          <RolloutFacts rollout={rollout} />
          <PausedByBudget rollout={rollout} />
        </Section>
      </div>
      <div className={classes.items}>
        <Section title="Environments">
          <ItemTable rollout={rollout} onSteered={onSteered} />
        </Section>
      </div>
      <div className={classes.timeline}>
        <Section title="Timeline">
          <RolloutTimeline timeline={rollout.timeline} />
        </Section>
      </div>
    </div>
  );
}
