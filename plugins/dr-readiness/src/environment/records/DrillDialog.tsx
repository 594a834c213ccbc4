import { useState } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { RecoveryStatement } from '@plumbline/plugin-odoo-common';
import {
  useOdooMutation,
  FormDialog,
  LineField,
  fieldErrorOf,
} from '@plumbline/plugin-odoo-react';
import { MomentField, MomentText, readMoment, useZone } from '../../moment';
import { StatementDialogProps } from './ExemptionDialog';

/** The runbook was walked through, timed. */
export function DrillDialog(props: StatementDialogProps) {
  const { recovery, isOpen, onClose, onStated } = props;
  const zone = useZone() ?? 'UTC';
  const empty: MomentText = { local: '', zone, isSecond: false };
  const [runbook, setRunbook] = useState(recovery.runbook?.url ?? '');
  const [started = empty, setStarted] = useState<MomentText>();
  const [finished = empty, setFinished] = useState<MomentText>();
  const [succeeded, setSucceeded] = useState(false);
  const [notes, setNotes] = useState('');
  const startedAt = readMoment(started).at;
  const finishedAt = readMoment(finished).at;
  const statement = useOdooMutation(async (api, wanted: RecoveryStatement) => {
    await api.stateRecovery(recovery, wanted);
    onStated();
  });
  const errors = statement.status === 'failed' ? statement.fieldErrors : [];
  return (
    <FormDialog
      title="Record a drill"
      submitLabel="Record it"
      isOpen={isOpen}
      isRunning={statement.status === 'running'}
      canSubmit={
        runbook.trim() !== '' &&
        notes.trim() !== '' &&
        startedAt !== undefined &&
        finishedAt !== undefined
      }
      error={statement.error}
      onSubmit={() => {
        if (startedAt === undefined || finishedAt === undefined) return;
        statement.submit({
          kind: 'drill',
          runbook: runbook.trim(),
          startedAt,
          finishedAt,
          succeeded,
          notes: notes.trim(),
        });
      }}
      onClose={onClose}
    >
      <Typography variant="body2">
        Somebody followed the runbook with a clock beside it. It counts once a
        second person has confirmed it.
      </Typography>
      <TextField
        id="drill-runbook"
        label="Runbook (URL)"
        size="small"
        variant="outlined"
        value={runbook}
        onChange={event => setRunbook(event.target.value)}
        error={fieldErrorOf(errors, 'runbook') !== undefined}
        helperText={fieldErrorOf(errors, 'runbook')}
      />
      <MomentField
        id="drill-started"
        label="Started"
        value={started}
        onChange={setStarted}
        error={fieldErrorOf(errors, 'startedAt')}
      />
      <MomentField
        id="drill-finished"
        label="Finished"
        value={finished}
        onChange={setFinished}
        error={fieldErrorOf(errors, 'finishedAt')}
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={succeeded}
            onChange={event => setSucceeded(event.target.checked)}
          />
        }
        label="It led to the end: everything was restored"
      />
      <LineField
        id="drill-notes"
        label="Notes"
        helperText="What went otherwise than written."
        value={notes}
        onChange={setNotes}
        error={fieldErrorOf(errors, 'notes')}
      />
    </FormDialog>
  );
}
