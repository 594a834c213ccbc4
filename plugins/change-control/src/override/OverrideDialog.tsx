import { useState } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  Change,
  OverridableGate,
  OverrideChange,
} from '@plumbline/plugin-odoo-common';
import {
  FormDialog,
  LineField,
  fieldErrorOf,
  formatInstant,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';

const HOUR_MS = 60 * 60 * 1000;
/** A week is the most that the server takes; its clock and the browser's differ. */
const LENGTHS = [
  { hours: 4, title: '4 hours' },
  { hours: 24, title: '1 day' },
  { hours: 72, title: '3 days' },
  { hours: 144, title: '6 days' },
];

export interface OverrideDialogProps {
  change: Change;
  gate: OverridableGate;
  title: string;
  onClose: () => void;
  onDecided: () => void;
}

/** Why the gate may be passed and for how long. */
export function OverrideDialog(props: OverrideDialogProps) {
  const { change, gate, title, onClose, onDecided } = props;
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState(LENGTHS[0].hours);
  // The content that was shown when the dialog opened: anything newer is refused.
  const [contentHash] = useState(change.contentHash);
  const [openedAt] = useState(() => Date.now());
  const overriding = useOdooMutation((api, asked: OverrideChange) => {
    if (!change.id) throw new Error('A preview has no gates to override');
    return api.overrideGate(change.id, asked);
  });
  const errors =
    overriding.status === 'failed' ? overriding.fieldErrors : undefined;
  const until = new Date(openedAt + hours * HOUR_MS).toISOString();
  const submit = async () => {
    const asked = { gate, reason: reason.trim(), until, contentHash };
    if (await overriding.submit(asked)) onClose();
    onDecided();
  };
  return (
    <FormDialog
      title={`Override ${title}`}
      submitLabel="Override"
      isOpen
      isRunning={overriding.status === 'running'}
      canSubmit={reason.trim() !== ''}
      error={overriding.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Typography variant="body2">
        {`The change of ${change.environment} may pass this gate until then. Approvals and all other gates stay as they are. Your name, the reason and the end stay with the change, and somebody has to say afterwards what was done about it.`}
      </Typography>
      <LineField
        id="override-reason"
        label="Reason"
        helperText="Why this cannot wait, and what you do against what the gate warns of."
        value={reason}
        onChange={setReason}
        error={fieldErrorOf(errors, 'reason')}
      />
      <TextField
        id="override-until"
        select
        label="For"
        size="small"
        variant="outlined"
        value={hours}
        onChange={event => setHours(Number(event.target.value))}
        error={fieldErrorOf(errors, 'until') !== undefined}
        helperText={
          fieldErrorOf(errors, 'until') ??
          `The gate counts again from ${formatInstant(until)} on.`
        }
      >
        {LENGTHS.map(({ hours: each, title: words }) => (
          <MenuItem key={each} value={each}>
            {words}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  );
}
