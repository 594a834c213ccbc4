import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  STEP_TITLES,
  SeriesUpgradeDetail,
  SeriesUpgradeStepDetail,
  nextStep,
} from '@plumbline/plugin-odoo-common';
import {
  Badge,
  PersonLink,
  RelativeTime,
  changeLabel,
  changePath,
} from '@plumbline/plugin-odoo-react';
import { STEP_WORDS, UPGRADE_STEP_BADGES } from './presentSeriesUpgrade';
import { StepAction } from './StepAction';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  step: {
    borderLeft: `2px solid ${theme.palette.divider}`,
    padding: '4px 0 16px 12px',
    overflowWrap: 'anywhere',
  },
  next: { borderLeftColor: theme.palette.text.primary },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: '0 12px',
  },
}));

export interface StepListProps {
  upgrade: SeriesUpgradeDetail;
  onDecided: () => void;
}

/** All steps in their order: how far each is and why, its changes, who said what, and the one button that this person may press. */
export function StepList(props: StepListProps) {
  const { upgrade, onDecided } = props;
  const classes = useStyles();
  const next = nextStep(upgrade.steps);
  return (
    <ol className={classes.list} aria-label="Steps">
      {upgrade.steps.map(step => (
        <li
          key={step.id}
          aria-current={step === next ? 'step' : undefined}
          className={
            step === next ? `${classes.step} ${classes.next}` : classes.step
          }
        >
          <div className={classes.head}>
            <Typography variant="subtitle1" component="h4">
              {STEP_TITLES[step.id]}
            </Typography>
            <Badge {...UPGRADE_STEP_BADGES[step.state]} />
            {step.since && <RelativeTime at={step.since} what="Since" />}
          </div>
          <Typography variant="body2">{STEP_WORDS[step.id]}</Typography>
          {step.because && (
            <Typography variant="body2">{step.because}</Typography>
          )}
          <StepEvidence step={step} />
          {step === next && (
            <StepAction upgrade={upgrade} step={step} onDecided={onDecided} />
          )}
        </li>
      ))}
    </ol>
  );
}

function StepEvidence({ step }: { step: SeriesUpgradeStepDetail }) {
  const { changes, confirmation } = step;
  return (
    <>
      {changes.map(({ id, kind, environment, state }) => (
        <Typography key={id} variant="body2">
          <Link to={changePath(id)} underline="always">
            {`${changeLabel(id)}, ${kind} ${environment}`}
          </Link>
          {`: ${state.replace(/-/g, ' ')}`}
        </Typography>
      ))}
      {confirmation && (
        <Typography variant="body2">
          <PersonLink person={confirmation.by} /> said so{' '}
          <RelativeTime at={confirmation.at} />: {confirmation.reason}
        </Typography>
      )}
    </>
  );
}
