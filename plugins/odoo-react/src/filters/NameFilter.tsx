import { useEffect, useState } from 'react';
import TextField from '@material-ui/core/TextField';

export interface NameFilterProps {
  id: string;
  label: string;
  suggestions: readonly string[];
  /** One name or several with commas, as in the URL. */
  value: string;
  onChange: (value: string) => void;
  /** Pixels. */
  width?: number;
}

/** Names of which there can be thousands: typed, with suggestions; taken by Enter, on leaving, or by choosing one. */
export function NameFilter(props: NameFilterProps) {
  const { id, label, suggestions, value, onChange, width = 136 } = props;
  const [text, setText] = useState(value);
  // Back, forward and "clear filters" change the URL without this field.
  useEffect(() => setText(value), [value]);
  const take = (typed: string) => {
    const names = typed.split(',').map(name => name.trim());
    const next = names.filter(Boolean).join(',');
    if (next !== value) onChange(next);
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        take(text);
      }}
    >
      <TextField
        id={id}
        label={label}
        size="small"
        variant="outlined"
        value={text}
        style={{ width }}
        inputProps={{ list: `${id}-suggestions`, autoComplete: 'off' }}
        onBlur={() => take(text)}
        onChange={event => {
          setText(event.target.value);
          if (suggestions.includes(event.target.value)) {
            take(event.target.value);
          }
        }}
      />
      <datalist id={`${id}-suggestions`}>
        {suggestions.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}
