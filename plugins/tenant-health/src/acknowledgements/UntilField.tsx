import TextField from '@material-ui/core/TextField';
import { ACKNOWLEDGEMENT_MAX_DAYS } from '@plumbline/plugin-odoo-common';

export interface UntilFieldProps {
  /** In the viewer's zone, to the minute: `2026-11-26T18:00`. */
  value: string;
  onChange: (value: string) => void;
  /** What the server said is wrong with it. */
  error?: string;
}

/** When it ends by itself; a state must not be excused for ever. */
export function UntilField(props: UntilFieldProps) {
  const { value, onChange, error } = props;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <TextField
      id="acknowledge-until"
      label="Until"
      type="datetime-local"
      size="small"
      variant="outlined"
      InputLabelProps={{ shrink: true }}
      value={value}
      onChange={event => onChange(event.target.value)}
      error={error !== undefined}
      helperText={
        error ??
        `Your time (${zone}); at most ${ACKNOWLEDGEMENT_MAX_DAYS} days ahead.`
      }
    />
  );
}
