import { useId, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { ProposalDialog } from './ProposalDialog';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface HoldDialogProps {
  /** `<tenant>/<stage>` */
  environment: string;
  /** Present: it is held, and the hold can be ended. */
  heldUntil?: string;
  onClose: () => void;
}

/** An update of its specification: up to a day no release is promoted to it, or again from now on. */
export function HoldDialog(props: HoldDialogProps) {
  const { environment, onClose } = props;
  // As it was when it was opened: a hold is not turned into its end under the person.
  const [heldUntil] = useState(props.heldUntil);
  const id = useId();
  const [until, setUntil] = useState('');
  const hold = heldUntil ? 'none' : until;
  const isComplete = hold === 'none' || DAY.test(hold);
  return (
    <ProposalDialog
      title={
        heldUntil ? `End the hold of ${environment}` : `Hold ${environment}`
      }
      submitLabel={heldUntil ? 'Propose to end it' : 'Propose the hold'}
      proposal={
        isComplete ? { kind: 'update', environment, spec: { hold } } : undefined
      }
      onClose={onClose}
    >
      <Typography variant="body2">
        {heldUntil
          ? `It is held up to and with ${heldUntil}. Without the hold releases can be promoted to it again.`
          : 'While it is held no release is promoted to it. Roll-backs, restores and other changes go on.'}
      </Typography>
      {!heldUntil && (
        <TextField
          id={`${id}-until`}
          label="Up to and with"
          type="date"
          size="small"
          variant="outlined"
          InputLabelProps={{ shrink: true }}
          value={until}
          onChange={event => setUntil(event.target.value)}
          helperText="The last day of the hold, in UTC."
        />
      )}
    </ProposalDialog>
  );
}
