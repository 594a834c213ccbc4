import TextField from '@material-ui/core/TextField';
import { REASON_MAX_LENGTH } from '@plumbline/plugin-odoo-common';

export interface LineFieldProps {
  id: string;
  label: string;
  helperText?: string;
  value: string;
  onChange: (value: string) => void;
  /** What the server said is wrong with it. */
  error?: string;
}

/** A sentence of plain text: one line in the record, however it wraps here. */
export function LineField(props: LineFieldProps) {
  const { id, label, helperText, value, onChange, error } = props;
  return (
    <TextField
      id={id}
      label={label}
      variant="outlined"
      size="small"
      multiline
      value={value}
      onChange={event => onChange(event.target.value.replace(/\n/g, ' '))}
      inputProps={{ maxLength: REASON_MAX_LENGTH }}
      error={error !== undefined}
      helperText={error ?? helperText}
    />
  );
}
