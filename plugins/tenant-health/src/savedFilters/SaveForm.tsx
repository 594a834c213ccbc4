import { FormEvent, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { SavedFilter } from './useSavedFilters';

const NAME_MAX_LENGTH = 60;

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'flex-start' },
});

export interface SaveFormProps {
  filters: string;
  /** Names in use. */
  taken: readonly string[];
  onSave: (saved: SavedFilter) => void;
}

/** Keeps the filters that are set now. */
export function SaveForm(props: SaveFormProps) {
  const { filters, taken, onSave } = props;
  const [name, setName] = useState('');
  const wanted = name.trim();
  const isReplaced = taken.includes(wanted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === '' || filters === '') return;
    onSave({ name: wanted, filters });
    setName('');
  };
  const hint = isReplaced
    ? 'Takes the place of the one with this name.'
    : 'For you alone; a link can be shared.';
  return (
    <form className={useStyles().form} onSubmit={submit}>
      <TextField
        id="saved-filter-name"
        label="Name"
        size="small"
        variant="outlined"
        value={name}
        onChange={event => setName(event.target.value)}
        inputProps={{ maxLength: NAME_MAX_LENGTH }}
        helperText={filters === '' ? 'No filter is set on the page.' : hint}
      />
      <Button
        type="submit"
        variant="outlined"
        disabled={wanted === '' || filters === ''}
      >
        {isReplaced ? 'Replace' : 'Save the filters'}
      </Button>
    </form>
  );
}
