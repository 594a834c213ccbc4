import useTitle from 'react-use/esm/useTitle';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Change } from '@plumbline/plugin-odoo-common';
import {
  DecommissionFacts,
  AdoptedCommits,
  DiffView,
  GateList,
  PlanTable,
  Timeline,
  Section,
} from '@plumbline/plugin-odoo-react';
import { OverrideGate, OverrideList } from '../override';
import { ApprovalList } from './ApprovalList';
import { ChangeSummaryCard } from './ChangeSummaryCard';
import { DecisionPanel } from './DecisionPanel';
import { PullRequestFacts } from './PullRequestFacts';
import { RestoreTestFacts } from './RestoreTestFacts';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gap: 16,
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(280px, 2fr)',
    // On one column who decides comes first: the diff may be long.
    gridTemplateAreas: '"content decision" "timeline timeline"',
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateAreas: '"decision" "content" "timeline"',
    },
  },
  content: { gridArea: 'content', display: 'grid', gap: 16, minWidth: 0 },
  decision: { gridArea: 'decision', display: 'grid', gap: 16, minWidth: 0 },
  timeline: { gridArea: 'timeline', minWidth: 0 },
  hash: { overflowWrap: 'anywhere' },
}));

export interface ChangeViewProps {
  change: Change;
  /** Called after a decision, whether it took effect or not. */
  onDecided: () => void;
}

/** Left what and why, right what holds it and who decides, below how it went. */
export function ChangeView(props: ChangeViewProps) {
  const { change, onDecided } = props;
  const classes = useStyles();
  useTitle(`${change.kind} ${change.environment}: ${change.state}`, {
    restoreOnUnmount: true,
  });
  return (
    <>
      <ChangeSummaryCard change={change} />
      <div className={classes.columns}>
        {/* First for the keyboard and on one column; the grid puts it to the right. */}
        <div className={classes.decision}>
          <Section title="Decision">
            <DecisionPanel change={change} onDecided={onDecided} />
          </Section>
          <Section title="Gates">
            <GateList
              gates={change.gates}
              actionOf={({ id, title }) => (
                <OverrideGate
                  change={change}
                  gate={id}
                  title={title}
                  onDecided={onDecided}
                />
              )}
            />
          </Section>
          {change.overrides.length > 0 && (
            <Section title="Overrides">
              <OverrideList change={change} onDecided={onDecided} />
            </Section>
          )}
          <Section title="Approvals">
            <ApprovalList change={change} />
          </Section>
          {change.pullRequest && (
            <Section title="Pull request">
              <PullRequestFacts pullRequest={change.pullRequest} />
            </Section>
          )}
        </div>
        <div className={classes.content}>
          {change.decommissioned && (
            <Section title="What goes and what stays">
              <DecommissionFacts
                decommissioned={change.decommissioned}
                plan={change.plan}
              />
            </Section>
          )}
          {change.restoreTest && (
            <Section title="Restore test">
              <RestoreTestFacts
                restoreTest={change.restoreTest}
                change={change}
              />
            </Section>
          )}
          {!change.restoreTest && !change.decommissioned && (
            <Section title="Plan">
              <PlanTable plan={change.plan} previous={change.previousPlan} />
            </Section>
          )}
          <Section title="Files">
            {change.adopts ? (
              <AdoptedCommits adopts={change.adopts} />
            ) : (
              <DiffView files={change.files} />
            )}
            <Typography
              variant="caption"
              component="p"
              className={classes.hash}
            >
              Content hash {change.contentHash}
            </Typography>
          </Section>
        </div>
        <div className={classes.timeline}>
          <Section title="Timeline">
            <Timeline timeline={change.timeline} />
          </Section>
        </div>
      </div>
    </>
  );
}
