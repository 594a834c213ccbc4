import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  GoldenPathStand,
  ProposeChangeInput,
} from '@plumbline/plugin-odoo-common';
import {
  DiffView,
  FormDialog,
  GateList,
  LineField,
  PlanTable,
  changePath,
  fieldErrorOf,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';
import { remedyOf } from './presentStand';

export interface RemedyDialogProps {
  stand: GoldenPathStand;
  current: string;
  onClose: () => void;
  onProposed: () => void;
}

/** One change that brings one environment to the golden path; what is proposed has been previewed. */
export function RemedyDialog(props: RemedyDialogProps) {
  const { stand, current, onClose, onProposed } = props;
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  // The same for every attempt of this form, so that a repeated click proposes one change.
  const [key] = useState(() => crypto.randomUUID());
  const proposal: ProposeChangeInput = {
    kind: 'update',
    environment: stand.environment,
    spec: { goldenPath: current },
    reason: reason.trim(),
  };
  const preview = useOdooMutation((api, wanted: ProposeChangeInput) =>
    api.proposeChange({ ...wanted, dryRun: true }),
  );
  const submission = useOdooMutation((api, wanted: ProposeChangeInput) =>
    api.proposeChange(wanted, { idempotencyKey: key }),
  );
  const failed = [submission, preview].find(
    ({ status }) => status === 'failed',
  );
  const submit = async () => {
    if (preview.status !== 'done') return;
    const proposed = await submission.submit({
      ...proposal,
      expectedContentHash: preview.data.contentHash,
    });
    if (!proposed?.id) return;
    onProposed();
    navigate(changePath(proposed.id));
  };
  return (
    <FormDialog
      title={`${remedyOf(stand, current)}: ${stand.environment}`}
      submitLabel="Propose the change"
      isOpen
      isRunning={submission.status === 'running'}
      canSubmit={preview.status === 'done'}
      error={failed?.error}
      onSubmit={submit}
      onClose={onClose}
      actions={
        <Button
          variant="outlined"
          disabled={!proposal.reason || preview.status === 'running'}
          onClick={() => preview.submit(proposal)}
        >
          Preview
        </Button>
      }
    >
      <Typography variant="body2">{stand.summary}</Typography>
      <LineField
        id="golden-path-reason"
        label="Reason"
        helperText="Stays with the change."
        value={reason}
        onChange={value => {
          setReason(value);
          preview.reset();
          submission.reset();
        }}
        error={
          failed?.status === 'failed'
            ? fieldErrorOf(failed.fieldErrors, 'reason')
            : undefined
        }
      />
      {preview.status === 'done' && (
        <section aria-label="Preview">
          <PlanTable
            plan={preview.data.plan}
            previous={preview.data.previousPlan}
          />
          <Typography variant="subtitle2" component="h3">
            Gates
          </Typography>
          <GateList gates={preview.data.gates} />
          <Typography variant="subtitle2" component="h3">
            Files
          </Typography>
          <DiffView files={preview.data.files} />
        </section>
      )}
    </FormDialog>
  );
}
