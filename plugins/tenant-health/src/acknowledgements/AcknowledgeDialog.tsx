import { useState } from 'react';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import MenuItem from '@material-ui/core/MenuItem';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import {
  Acknowledge,
  EnvironmentDetail,
  PROBES,
  ProbeId,
} from '@plumbline/plugin-odoo-common';
import {
  FormDialog,
  LineField,
  fieldErrorOf,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';
import { UntilField } from './UntilField';
import { localMinute } from './localMinute';

const DAY_MS = 86_400_000;

export interface AcknowledgeDialogProps {
  environment: EnvironmentDetail;
  onClose: () => void;
  onSaid: () => void;
}

/** What is said about the state, why and until when. */
export function AcknowledgeDialog(props: AcknowledgeDialogProps) {
  const { environment, onClose, onSaid } = props;
  const [kind, setKind] = useState<Acknowledge['kind']>('acknowledge');
  const [probe, setProbe] = useState<ProbeId | ''>('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() => localMinute(Date.now() + DAY_MS));
  const saying = useOdooMutation(async (api, said: Acknowledge) => {
    await api.acknowledge(environment, said);
    onSaid();
  });
  const errors = saying.status === 'failed' ? saying.fieldErrors : [];
  const isMoment = !Number.isNaN(Date.parse(until));
  const unwell = environment.observations.filter(
    ({ status }) => status !== 'ok' && status !== 'not-applicable',
  );
  return (
    <FormDialog
      title="Acknowledge or mute"
      submitLabel={kind === 'mute' ? 'Mute' : 'Acknowledge'}
      isOpen
      isRunning={saying.status === 'running'}
      canSubmit={reason.trim() !== '' && isMoment}
      error={saying.error}
      onSubmit={() =>
        saying.submit({
          kind,
          probe: probe || undefined,
          reason: reason.trim(),
          until: new Date(until).toISOString(),
        })
      }
      onClose={onClose}
    >
      <FormControl component="fieldset">
        <FormLabel component="legend">What you say</FormLabel>
        <RadioGroup
          value={kind}
          onChange={event => setKind(event.target.value as Acknowledge['kind'])}
        >
          <FormControlLabel
            value="acknowledge"
            control={<Radio size="small" />}
            label="I look after it, until it changes or the time is over"
          />
          <FormControlLabel
            value="mute"
            control={<Radio size="small" />}
            label="No notifications until then; the verdict stays as it is"
          />
        </RadioGroup>
      </FormControl>
      <TextField
        id="acknowledge-probe"
        select
        label="About"
        size="small"
        variant="outlined"
        value={probe}
        onChange={event => setProbe(event.target.value as ProbeId | '')}
        SelectProps={{ displayEmpty: true }}
        InputLabelProps={{ shrink: true }}
        error={fieldErrorOf(errors, 'probe') !== undefined}
        helperText={fieldErrorOf(errors, 'probe')}
      >
        <MenuItem value="">The environment as a whole</MenuItem>
        {unwell.map(({ probe: id, status }) => (
          <MenuItem key={id} value={id}>
            {`${PROBES[id].title} (${status.replace('-', ' ')})`}
          </MenuItem>
        ))}
      </TextField>
      <LineField
        id="acknowledge-reason"
        label="Reason"
        helperText="Others read it: what you know, and what you do about it."
        value={reason}
        onChange={setReason}
        error={fieldErrorOf(errors, 'reason')}
      />
      <UntilField
        value={until}
        onChange={setUntil}
        error={fieldErrorOf(errors, 'until')}
      />
    </FormDialog>
  );
}
