import { useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  ProposeRolloutInput,
  ReleaseDetail,
} from '@plumbline/plugin-odoo-common';
import {
  FormDialog,
  LineField,
  fieldErrorOf,
  rolloutPath,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';
import { INITIAL_FORM, RingForm, requestOf } from './ringForm';
import { RolloutPreview } from './RolloutPreview';

const NUMBERS = [
  {
    name: 'batch',
    label: 'Environments at once',
    help: 'The next follow when all of these have soaked.',
  },
  {
    name: 'soakMinutes',
    label: 'Soak, minutes',
    help: 'For so long a batch is watched after it is verified.',
  },
  {
    name: 'failureBudget',
    label: 'Failure budget',
    help: 'One failure more and it pauses. Empty: what the ring allows.',
  },
] as const;

export interface PromoteRingDialogProps {
  version: string;
  ring: ReleaseDetail['rings'][number];
  onClose: () => void;
}

/** One change for each environment of the ring under one rollout; what is begun has been previewed. */
export function PromoteRingDialog(props: PromoteRingDialogProps) {
  const { version, ring, onClose } = props;
  const navigate = useNavigate();
  const id = useId();
  const [form, setForm] = useState<RingForm>(INITIAL_FORM);
  // The same for every attempt of this form, so that a repeated click begins one rollout.
  const [key] = useState(() => crypto.randomUUID());
  const request = requestOf(form, version, ring.ring);
  const preview = useOdooMutation((api, wanted: ProposeRolloutInput) =>
    api.proposeRollout({ ...wanted, dryRun: true }),
  );
  const submission = useOdooMutation((api, wanted: ProposeRolloutInput) =>
    api.proposeRollout(wanted, { idempotencyKey: key }),
  );
  const failed = [submission, preview].find(
    ({ status }) => status === 'failed',
  );
  const errors = failed?.status === 'failed' ? failed.fieldErrors : [];
  const change = (part: Partial<RingForm>) => {
    setForm({ ...form, ...part });
    preview.reset();
    submission.reset();
  };
  const submit = async () => {
    if (!request || preview.status !== 'done') return;
    const begun = await submission.submit(request);
    if (begun) navigate(rolloutPath(begun.id));
  };
  return (
    <FormDialog
      title={`Promote ${version} to ring ${ring.title}`}
      submitLabel="Begin the rollout"
      isOpen
      isRunning={submission.status === 'running'}
      canSubmit={preview.status === 'done' && preview.data.items.length > 0}
      error={failed?.error}
      onSubmit={submit}
      onClose={onClose}
      actions={
        <Button
          variant="outlined"
          disabled={!request || preview.status === 'running'}
          onClick={() => request && preview.submit(request)}
        >
          Preview
        </Button>
      }
    >
      <Typography variant="body2">
        One change for each environment, each with its own gates and approvals.
      </Typography>
      {NUMBERS.map(({ name, label, help }) => (
        <TextField
          key={name}
          id={`${id}-${name}`}
          label={label}
          size="small"
          variant="outlined"
          inputProps={{ inputMode: 'numeric', maxLength: 6 }}
          value={form[name]}
          onChange={event => change({ [name]: event.target.value.trim() })}
          error={fieldErrorOf(errors, name) !== undefined}
          helperText={fieldErrorOf(errors, name) ?? help}
        />
      ))}
      <LineField
        id={`${id}-reason`}
        label="Reason"
        helperText="Stays with the rollout and each of its changes."
        value={form.reason}
        onChange={reason => change({ reason })}
        error={fieldErrorOf(errors, 'reason')}
      />
      {fieldErrorOf(errors, 'ring') && (
        <Typography variant="body2" color="error">
          {`The ring: ${fieldErrorOf(errors, 'ring')}`}
        </Typography>
      )}
      {preview.status === 'done' && <RolloutPreview rollout={preview.data} />}
    </FormDialog>
  );
}
