import { useId, useState } from 'react';
import Typography from '@material-ui/core/Typography';
import {
  FormDialog,
  LineField,
  fieldErrorOf,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';
import { SteerBy } from './steering';

export interface SteerDialogProps {
  title: string;
  submitLabel: string;
  consequence: string;
  steer: SteerBy;
  onClose: () => void;
  /** Called after the attempt, whether it took effect or not. */
  onSteered: () => void;
}

/** What follows from it, and why it is done. */
export function SteerDialog(props: SteerDialogProps) {
  const { title, submitLabel, consequence, steer, onClose, onSteered } = props;
  const id = useId();
  const [reason, setReason] = useState('');
  const steering = useOdooMutation(steer);
  return (
    <FormDialog
      title={title}
      submitLabel={submitLabel}
      isOpen
      isRunning={steering.status === 'running'}
      canSubmit={reason.trim() !== ''}
      error={steering.error}
      onSubmit={async () => {
        const steered = await steering.submit(reason.trim());
        onSteered();
        if (steered) onClose();
      }}
      onClose={onClose}
    >
      <Typography variant="body2">{consequence}</Typography>
      <LineField
        id={`${id}-reason`}
        label="Reason"
        helperText="Stays on record."
        value={reason}
        onChange={setReason}
        error={
          steering.status === 'failed'
            ? fieldErrorOf(steering.fieldErrors, 'reason')
            : undefined
        }
      />
    </FormDialog>
  );
}
