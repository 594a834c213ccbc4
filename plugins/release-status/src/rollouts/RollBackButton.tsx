import { useState } from 'react';
import Button from '@material-ui/core/Button';
import {
  REASON_MAX_LENGTH,
  Rollout,
  RolloutItem,
} from '@plumbline/plugin-odoo-common';
import { RollBackNow } from '../proposal';

export interface RollBackButtonProps {
  item: RolloutItem;
  rollout: Pick<Rollout, 'release' | 'ring'>;
}

/** The first of two clicks: it opens the roll-back with reason and preview filled in. */
export function RollBackButton(props: RollBackButtonProps) {
  const { item, rollout } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-haspopup="dialog"
        aria-label={`Roll back ${item.environment}`}
        onClick={() => setIsOpen(true)}
      >
        Roll back
      </Button>
      {isOpen && (
        <RollBackNow
          environment={item.environment}
          reason={reasonOf(item, rollout)}
          of={rollout.release}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

/** What is known of the failure, within what a reason may be. */
function reasonOf(
  { note }: RolloutItem,
  { release, ring }: RollBackButtonProps['rollout'],
): string {
  const failed = `${release} failed in ring ${ring}`;
  return `${failed}${note ? `: ${note}` : ''}`.slice(0, REASON_MAX_LENGTH);
}
