import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import Button from '@material-ui/core/Button';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import {
  ProposeChangeInput,
  RecoveryDetail,
} from '@plumbline/plugin-odoo-common';
import {
  changePath,
  useOdooMutation,
  FormDialog,
  LineField,
  fieldErrorOf,
} from '@plumbline/plugin-odoo-react';
import { MomentField, useZone } from '../moment';
import { RestoreTestPreview } from './RestoreTestPreview';
import { INITIAL_FORM, RestoreTestForm, requestOf } from './restoreTestForm';

export interface RestoreTestDialogProps {
  recovery: RecoveryDetail;
  isOpen: boolean;
  onClose: () => void;
}

/** Which point, why, and what would be done; what is asked for has been previewed. */
export function RestoreTestDialog(props: RestoreTestDialogProps) {
  const { recovery, isOpen, onClose } = props;
  const zone = useZone() ?? 'UTC';
  const navigate = useNavigate();
  const [form, setForm] = useState<RestoreTestForm>(INITIAL_FORM);
  // The same for every attempt of this form, so that a repeated click asks for one test.
  const [key] = useState(() => crypto.randomUUID());
  const moment = form.moment ?? { local: '', zone, isSecond: false };
  const request = requestOf({ ...form, moment }, recovery);
  const preview = useOdooMutation((api, wanted: ProposeChangeInput) =>
    api.proposeChange({ ...wanted, dryRun: true }),
  );
  const submission = useOdooMutation((api, wanted: ProposeChangeInput) =>
    api.proposeChange(wanted, { idempotencyKey: key }),
  );
  const change = (part: Partial<RestoreTestForm>) => {
    setForm({ ...form, ...part });
    preview.reset();
    submission.reset();
  };
  const failed = [submission, preview].find(
    ({ status }) => status === 'failed',
  );
  const errors = failed?.status === 'failed' ? failed.fieldErrors : [];
  const submit = async () => {
    if (!request || preview.status !== 'done') return;
    // Its nonce is drawn anew, so it has no hash to be held to.
    const asked = await submission.submit(request);
    if (asked?.id) navigate(changePath(asked.id));
  };
  return (
    <FormDialog
      title={`Restore test of ${recovery.tenant} / ${recovery.stage}`}
      submitLabel="Request the restore test"
      isOpen={isOpen}
      isRunning={submission.status === 'running'}
      canSubmit={preview.status === 'done'}
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
        Restores into a throw-away namespace that reaches nothing, checks the
        data, starts Odoo, and destroys everything. The environment itself is
        not touched.
      </Typography>
      <RadioGroup
        aria-label="Restore point"
        value={form.point}
        onChange={event =>
          change({ point: event.target.value as RestoreTestForm['point'] })
        }
      >
        <FormControlLabel
          value="newest"
          control={<Radio color="primary" />}
          label="The newest restore point"
        />
        <FormControlLabel
          value="moment"
          control={<Radio color="primary" />}
          label="A moment"
        />
      </RadioGroup>
      {form.point === 'moment' && (
        <MomentField
          id="restore-test-to"
          label="Moment to restore"
          value={moment}
          onChange={value => change({ moment: value })}
          error={fieldErrorOf(errors, 'to')}
        />
      )}
      <LineField
        id="restore-test-reason"
        label="Reason"
        helperText="Stays with the change."
        value={form.reason}
        onChange={reason => change({ reason })}
        error={fieldErrorOf(errors, 'reason')}
      />
      {preview.status === 'done' && (
        <RestoreTestPreview change={preview.data} />
      )}
    </FormDialog>
  );
}
