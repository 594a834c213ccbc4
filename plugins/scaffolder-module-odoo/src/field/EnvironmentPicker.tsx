import { useId } from 'react';
import TextField from '@material-ui/core/TextField';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useChoices } from './useChoices';

/** An environment that exists, `<tenant>/<stage>`: typed, with those suggested whose changes the user may propose. */
export function EnvironmentPicker(props: FieldExtensionComponentProps<string>) {
  const { name, schema, formData, onChange, rawErrors, required } = props;
  const listId = useId();
  const { value: choices, error } = useChoices();
  const hasErrors = Boolean(rawErrors?.length);
  const id = props.idSchema.$id;
  const note = error && 'The environments could not be listed: type the name.';
  return (
    <>
      <TextField
        id={id}
        label={schema.title ?? name}
        required={required}
        fullWidth
        margin="normal"
        value={formData ?? ''}
        error={hasErrors}
        helperText={[schema.description, note].filter(Boolean).join(' ')}
        onChange={event => onChange(event.target.value || undefined)}
        inputProps={{
          list: listId,
          // The form shows the errors itself, below the field, under the second id.
          'aria-describedby': `${id}-helper-text${
            hasErrors ? ` ${id}__error` : ''
          }`,
        }}
      />
      <datalist id={listId}>
        {choices?.changeable.map(environment => (
          <option key={environment} value={environment} />
        ))}
      </datalist>
    </>
  );
}
