import { useState } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  RECOVERY_TERMS,
  RecoveryDetail,
  RecoveryStatement,
  RecoveryTerm,
} from '@plumbline/plugin-odoo-common';
import {
  useOdooMutation,
  FormDialog,
  LineField,
  fieldErrorOf,
} from '@plumbline/plugin-odoo-react';
import { TERM_TITLES } from '../../words';

export interface StatementDialogProps {
  recovery: RecoveryDetail;
  isOpen: boolean;
  onClose: () => void;
  onStated: () => void;
}

/** A term that is left out knowingly, until a day. */
export function ExemptionDialog(props: StatementDialogProps) {
  const { recovery, isOpen, onClose, onStated } = props;
  const [term, setTerm] = useState<RecoveryTerm | ''>('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const statement = useOdooMutation(async (api, wanted: RecoveryStatement) => {
    await api.stateRecovery(recovery, wanted);
    onStated();
  });
  const errors = statement.status === 'failed' ? statement.fieldErrors : [];
  const demanded = recovery.assessment.terms.map(result => result.term);
  return (
    <FormDialog
      title="State an exemption"
      submitLabel="State it"
      isOpen={isOpen}
      isRunning={statement.status === 'running'}
      canSubmit={term !== '' && reason.trim() !== '' && until !== ''}
      error={statement.error}
      onSubmit={() => {
        if (term !== '') {
          statement.submit({
            kind: 'exemption',
            term,
            reason: reason.trim(),
            until,
          });
        }
      }}
      onClose={onClose}
    >
      <Typography variant="body2">
        It earns nothing: it says that the term is left out knowingly. It counts
        once a second person has confirmed it, and ends by itself.
      </Typography>
      <TextField
        id="exemption-term"
        select
        label="Term"
        size="small"
        variant="outlined"
        value={term}
        onChange={event => setTerm(event.target.value as RecoveryTerm)}
        error={fieldErrorOf(errors, 'term') !== undefined}
        helperText={fieldErrorOf(errors, 'term')}
      >
        {RECOVERY_TERMS.filter(name => demanded.includes(name)).map(name => (
          <MenuItem key={name} value={name}>
            {TERM_TITLES[name]}
          </MenuItem>
        ))}
      </TextField>
      <LineField
        id="exemption-reason"
        label="Reason"
        value={reason}
        onChange={setReason}
        error={fieldErrorOf(errors, 'reason')}
      />
      <TextField
        id="exemption-until"
        label="Last day"
        type="date"
        size="small"
        variant="outlined"
        InputLabelProps={{ shrink: true }}
        value={until}
        onChange={event => setUntil(event.target.value)}
        error={fieldErrorOf(errors, 'until') !== undefined}
        helperText={
          fieldErrorOf(errors, 'until') ?? 'It ends with that day, UTC.'
        }
      />
    </FormDialog>
  );
}
