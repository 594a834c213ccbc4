import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { Change, overridableGateSchema } from '@plumbline/plugin-odoo-common';
import { OverrideDialog } from './OverrideDialog';

export interface OverrideGateProps {
  change: Change;
  gate: string;
  title: string;
  /** Called after an override, whether it took effect or not. */
  onDecided: () => void;
}

/** Lets a second person pass a gate that is in the way, or says why this person may not. */
export function OverrideGate(props: OverrideGateProps) {
  const { change, title, onDecided } = props;
  const [isOpen, setOpen] = useState(false);
  const gate = overridableGateSchema.safeParse(props.gate);
  const action = change.actions?.override;
  if (!gate.success || !action?.gates.includes(gate.data)) return null;
  if (!action.allowed) {
    return (
      <Typography variant="body2">{`Override: ${action.reason}`}</Typography>
    );
  }
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-label={`Override ${title}`}
        onClick={() => setOpen(true)}
      >
        Override
      </Button>
      {isOpen && (
        <OverrideDialog
          change={change}
          gate={gate.data}
          title={title}
          onClose={() => setOpen(false)}
          onDecided={onDecided}
        />
      )}
    </>
  );
}
