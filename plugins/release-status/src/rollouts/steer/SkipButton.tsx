import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { RolloutDetail, RolloutItem } from '@plumbline/plugin-odoo-common';
import { SteerDialog } from './SteerDialog';

export interface SkipButtonProps {
  item: RolloutItem;
  rollout: RolloutDetail;
  onSteered: () => void;
}

/** The rollout goes on without this environment. */
export function SkipButton(props: SkipButtonProps) {
  const { item, rollout, onSteered } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-haspopup="dialog"
        aria-label={`Skip ${item.environment}`}
        onClick={() => setIsOpen(true)}
      >
        Skip
      </Button>
      {isOpen && (
        <SteerDialog
          title={`Skip ${item.environment}`}
          submitLabel="Skip it"
          consequence={`The rollout goes on without ${item.environment}: it keeps the release that it has.`}
          steer={(api, reason) =>
            api.skipRollout(rollout.id, {
              environment: item.environment,
              reason,
            })
          }
          onClose={() => setIsOpen(false)}
          onSteered={onSteered}
        />
      )}
    </>
  );
}
