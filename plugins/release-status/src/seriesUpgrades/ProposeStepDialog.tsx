import { useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  ProposeStepInput,
  STEP_TITLES,
  SeriesUpgradeDetail,
  SeriesUpgradeStepDetail,
} from '@plumbline/plugin-odoo-common';
import {
  FormDialog,
  LineField,
  changePath,
  fieldErrorOf,
  formatMonthlyCost,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';
import { ProposalPreview } from '../proposal';
import { STEP_WORDS } from './presentSeriesUpgrade';

export interface ProposeStepDialogProps {
  upgrade: Pick<SeriesUpgradeDetail, 'id' | 'release'>;
  step: Pick<SeriesUpgradeStepDetail, 'id' | 'proposes'>;
  onClose: () => void;
}

/** The next change of a step: what it would do and which gates it meets, and only then the change itself. */
export function ProposeStepDialog(props: ProposeStepDialogProps) {
  const { upgrade, onClose } = props;
  // As it was when it was opened: the step is not turned into another one under the person.
  const [step] = useState(props.step);
  const id = useId();
  const navigate = useNavigate();
  const title = STEP_TITLES[step.id];
  const [reason, setReason] = useState(
    `Series upgrade to ${upgrade.release}: ${title}`,
  );
  const preview = useOdooMutation((api, wanted: ProposeStepInput) =>
    api.proposeStep(upgrade.id, step.id, { ...wanted, dryRun: true }),
  );
  const submission = useOdooMutation((api, wanted: ProposeStepInput) =>
    api.proposeStep(upgrade.id, step.id, wanted),
  );
  const seen = preview.status === 'done' ? preview.data : undefined;
  const failed = [submission, preview].find(
    ({ status }) => status === 'failed',
  );
  const errors = failed?.status === 'failed' ? failed.fieldErrors : [];
  const submit = async () => {
    if (!seen) return;
    const { contentHash: expectedContentHash } = seen;
    const wanted = { reason: reason.trim(), expectedContentHash };
    const proposed = await submission.submit(wanted);
    if (proposed?.id) navigate(changePath(proposed.id));
  };
  return (
    <FormDialog
      title={`${title}: ${step.proposes?.kind} ${step.proposes?.environment}`}
      submitLabel="Propose the change"
      isOpen
      isRunning={submission.status === 'running'}
      canSubmit={seen !== undefined && reason.trim() !== ''}
      error={failed?.error}
      onSubmit={submit}
      onClose={onClose}
      actions={
        <Button
          variant="outlined"
          disabled={!reason.trim() || preview.status === 'running'}
          onClick={() => {
            submission.reset();
            preview.submit({ reason: reason.trim() });
          }}
        >
          Preview
        </Button>
      }
    >
      <Typography variant="body2">{STEP_WORDS[step.id]}</Typography>
      <LineField
        id={`${id}-reason`}
        label="Reason"
        helperText="Stays with the change."
        value={reason}
        onChange={setReason}
        error={fieldErrorOf(errors, 'reason')}
      />
      {errors
        .filter(({ path }) => path !== 'reason')
        .map(({ path, message }) => (
          <Typography key={path} variant="body2" color="error">
            {`${path}: ${message}`}
          </Typography>
        ))}
      {seen?.kind === 'create' && (
        <Typography variant="body2">
          {`It costs ${formatMonthlyCost(
            seen.plan.monthlyCost,
          )} while it is there.`}
        </Typography>
      )}
      {seen && <ProposalPreview change={seen} />}
    </FormDialog>
  );
}
