import { Ref, useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import TextField from '@material-ui/core/TextField';

const QUIET_MS = 300;

export interface SearchFilterProps {
  id: string;
  /** For who moves the focus here. */
  inputRef: Ref<HTMLInputElement>;
  value: string;
  onChange: (value: string) => void;
}

/** Free text: asks once the typing has paused. */
export function SearchFilter(props: SearchFilterProps) {
  const { id, inputRef, value, onChange } = props;
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useDebounce(
    () => {
      if (text.trim() !== value) onChange(text.trim());
    },
    QUIET_MS,
    [text],
  );
  return (
    <TextField
      id={id}
      inputRef={inputRef}
      label="Search"
      type="search"
      size="small"
      variant="outlined"
      style={{ width: 176 }}
      value={text}
      onChange={event => setText(event.target.value)}
    />
  );
}
