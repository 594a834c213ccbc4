import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { RolloutDetail } from '@plumbline/plugin-odoo-common';
import { ApproveWaitingDialog } from './ApproveWaitingDialog';

export interface ApproveWaitingButtonProps {
  rollout: RolloutDetail;
  /** Called after an attempt, whether it took effect or not. */
  onApproved: () => void;
}

/** For the changes of the rollout that wait for an approval; nothing where none does. */
export function ApproveWaitingButton(props: ApproveWaitingButtonProps) {
  const { rollout, onApproved } = props;
  const [isOpen, setIsOpen] = useState(false);
  const waiting = rollout.items.flatMap(({ change, changeState }) =>
    change && changeState === 'awaiting-approval' ? [change] : [],
  );
  return (
    <>
      {waiting.length > 0 && (
        <Button
          variant="outlined"
          aria-haspopup="dialog"
          onClick={() => setIsOpen(true)}
        >
          {`Approve what waits (${waiting.length})`}
        </Button>
      )}
      {isOpen && (
        <ApproveWaitingDialog
          rollout={rollout}
          changes={waiting}
          onApproved={onApproved}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
