import { ReactNode, useEffect, useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import useLatest from 'react-use/esm/useLatest';
import {
  FormDialog,
  LineField,
  fieldErrorOf,
} from '@plumbline/plugin-odoo-react';
import { ProposalPreview } from './ProposalPreview';
import { Proposal, useProposal } from './useProposal';

export interface ProposalDialogProps {
  title: string;
  submitLabel: string;
  /** Absent while something is still to be chosen. */
  proposal?: Proposal;
  /** With one the preview is shown at once: then proposing is one click more. */
  initialReason?: string;
  onClose: () => void;
  /** What is to be chosen, and what to know. */
  children: ReactNode;
}

/** One change of one environment: why, what it would do and which gates it meets, and only then the change itself. */
export function ProposalDialog(props: ProposalDialogProps) {
  const { title, submitLabel, proposal, initialReason = '', onClose } = props;
  const id = useId();
  const [reason, setReason] = useState(initialReason);
  const { seen, failed, isRunning, isPreviewing, showPreview, submit } =
    useProposal(proposal);
  const text = JSON.stringify(proposal);
  const latest = useLatest({ reason: reason.trim(), showPreview });
  useEffect(() => {
    if (text && latest.current.reason) {
      latest.current.showPreview(latest.current.reason);
    }
  }, [text, latest]);
  return (
    <FormDialog
      title={title}
      submitLabel={submitLabel}
      isOpen
      isRunning={isRunning}
      canSubmit={seen !== undefined && reason.trim() !== ''}
      error={failed?.error}
      onSubmit={() => submit(reason.trim())}
      onClose={onClose}
      actions={
        <Button
          variant="outlined"
          disabled={!proposal || !reason.trim() || isPreviewing}
          onClick={() => showPreview(reason.trim())}
        >
          Preview
        </Button>
      }
    >
      {props.children}
      <LineField
        id={`${id}-reason`}
        label="Reason"
        helperText="Stays with the change."
        value={reason}
        onChange={setReason}
        error={fieldErrorOf(failed?.fieldErrors, 'reason')}
      />
      {seen && <ProposalPreview change={seen} />}
    </FormDialog>
  );
}
