import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import InputLabel from '@material-ui/core/InputLabel';
import MenuItem from '@material-ui/core/MenuItem';
import Select from '@material-ui/core/Select';

export interface ChoiceFilterProps {
  id: string;
  label: string;
  options: readonly string[];
  /** Comma-separated, as in the URL. */
  value: string;
  onChange: (value: string) => void;
}

/** Any number of a few fixed values. */
export function ChoiceFilter(props: ChoiceFilterProps) {
  const { id, label, options, value, onChange } = props;
  const chosen = value === '' ? [] : value.split(',');
  return (
    <FormControl size="small" variant="outlined" style={{ minWidth: 120 }}>
      <InputLabel id={`${id}-label`}>{label}</InputLabel>
      <Select
        id={id}
        labelId={`${id}-label`}
        label={label}
        multiple
        value={chosen}
        onChange={event => onChange((event.target.value as string[]).join(','))}
        renderValue={selected => (selected as string[]).join(', ')}
      >
        {options.map(option => (
          <MenuItem key={option} value={option} dense>
            <Checkbox size="small" checked={chosen.includes(option)} />
            {option}
          </MenuItem>
        ))}
      </Select>
    </FormControl>
  );
}
