import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  STEP_TITLES,
  SeriesUpgradeDetail,
  SeriesUpgradeStepDetail,
  isConfirmedStep,
} from '@plumbline/plugin-odoo-common';
import { SteerDialog } from '../rollouts';
import { ProposeStepDialog } from './ProposeStepDialog';
import { STEP_WORDS } from './presentSeriesUpgrade';

export interface StepActionProps {
  upgrade: SeriesUpgradeDetail;
  step: SeriesUpgradeStepDetail;
  onDecided: () => void;
}

/** What this person can do about the step whose turn it is, or the server's reason why they cannot. */
export function StepAction(props: StepActionProps) {
  const { upgrade, step, onDecided } = props;
  const [isOpen, setIsOpen] = useState(false);
  const { id, action } = step;
  const close = () => setIsOpen(false);
  if (!action.allowed) {
    // What it waits for is said already.
    const isSaid = step.because && action.reason?.includes(step.because);
    return isSaid ? null : (
      <Typography variant="body2">{action.reason}</Typography>
    );
  }
  const title = STEP_TITLES[id];
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
      >
        {isConfirmedStep(id)
          ? `Confirm: ${title}`
          : `Propose: ${step.proposes?.kind} ${step.proposes?.environment}`}
      </Button>
      {isOpen && isConfirmedStep(id) && (
        <SteerDialog
          title={title}
          submitLabel="Confirm"
          consequence={STEP_WORDS[id]}
          steer={(api, reason) => api.confirmStep(upgrade.id, id, reason)}
          onClose={close}
          onSteered={onDecided}
        />
      )}
      {isOpen && !isConfirmedStep(id) && (
        <ProposeStepDialog upgrade={upgrade} step={step} onClose={close} />
      )}
    </>
  );
}
