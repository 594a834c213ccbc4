import { useId } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { errorText, useOdooQuery } from '@plumbline/plugin-odoo-react';
import { OPTIONS, SUGGESTIONS } from './options';

export type EnvironmentFieldProps = FieldExtensionComponentProps<
  string | number
>;

/** One parameter of an environment: chosen from what the platform and the registry offer, or typed. */
export function EnvironmentField(props: EnvironmentFieldProps) {
  const { name, schema, formData, onChange, rawErrors, required } = props;
  const listId = useId();
  const choices = useOdooQuery((api, signal) => api.getChoices(signal), {
    key: 'choices',
  });
  const isNumber = schema.type === 'integer';
  const form = (props.formContext?.formData ?? {}) as Record<string, unknown>;
  const options = schema.enum
    ? schema.enum.map(value => ({ value: String(value), label: String(value) }))
    : choices.data && OPTIONS[name]?.(choices.data, form);
  const suggestions = (choices.data && SUGGESTIONS[name]?.(choices.data)) ?? [];
  const helpers = [
    schema.description,
    choices.error &&
      `The choices could not be loaded (${errorText(choices.error)}).`,
    ...(rawErrors ?? []),
  ].filter(Boolean);
  return (
    <>
      <TextField
        id={props.idSchema?.$id}
        label={schema.title ?? name}
        required={required}
        fullWidth
        margin="normal"
        type={isNumber && !options ? 'number' : 'text'}
        select={Boolean(options)}
        value={formData ?? ''}
        error={Boolean(rawErrors?.length)}
        helperText={helpers.join(' ')}
        onChange={event => onChange(read(event.target.value, isNumber))}
        inputProps={{
          list: suggestions.length > 0 ? listId : undefined,
          min: schema.minimum,
          max: schema.maximum,
        }}
      >
        {options && [
          schema.default === undefined && (
            <MenuItem key="" value="">
              <em>Default</em>
            </MenuItem>
          ),
          ...options.map(({ value, label }) => (
            <MenuItem key={value} value={value}>
              {label}
            </MenuItem>
          )),
        ]}
      </TextField>
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map(value => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** An emptied field is left out, so that its default applies. */
function read(text: string, isNumber: boolean): string | number | undefined {
  if (text === '') return undefined;
  return isNumber ? Number(text) : text;
}
