import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';

export interface OneOfFilterProps {
  id: string;
  label: string;
  options: readonly string[];
  /** Empty: any of them. */
  value: string;
  onChange: (value: string) => void;
}

/** One of a few fixed values, where the server takes no more than one. */
export function OneOfFilter(props: OneOfFilterProps) {
  const { id, label, options, value, onChange } = props;
  return (
    <TextField
      id={id}
      label={label}
      select
      size="small"
      variant="outlined"
      style={{ minWidth: 120 }}
      value={value}
      onChange={event => onChange(event.target.value)}
      SelectProps={{ labelId: `${id}-label` }}
      InputLabelProps={{ id: `${id}-label` }}
    >
      <MenuItem value="" dense>
        any
      </MenuItem>
      {options.map(option => (
        <MenuItem key={option} value={option} dense>
          {option}
        </MenuItem>
      ))}
    </TextField>
  );
}
