import { useState } from 'react';
import { Change, OverridableGate } from '@plumbline/plugin-odoo-common';
import {
  FormDialog,
  LineField,
  fieldErrorOf,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';

export interface FollowUpDialogProps {
  change: Change;
  gate: OverridableGate;
  onClose: () => void;
  onDecided: () => void;
}

/** What was done about an override, once it is over. */
export function FollowUpDialog(props: FollowUpDialogProps) {
  const { change, gate, onClose, onDecided } = props;
  const [comment, setComment] = useState('');
  const saying = useOdooMutation((api, said: string) => {
    if (!change.id) throw new Error('A preview has nothing to follow up');
    return api.followUpOverride(change.id, { gate, comment: said });
  });
  const submit = async () => {
    if (await saying.submit(comment.trim())) onClose();
    onDecided();
  };
  return (
    <FormDialog
      title="Follow up the override"
      submitLabel="Follow up"
      isOpen
      isRunning={saying.status === 'running'}
      canSubmit={comment.trim() !== ''}
      error={saying.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <LineField
        id="follow-up-comment"
        label="What was done"
        helperText="What came of it, and what keeps it from being needed again."
        value={comment}
        onChange={setComment}
        error={fieldErrorOf(
          saying.status === 'failed' ? saying.fieldErrors : undefined,
          'comment',
        )}
      />
    </FormDialog>
  );
}
