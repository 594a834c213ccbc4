import { useEffect, useId } from 'react';
import useLatest from 'react-use/esm/useLatest';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useOffer, withChosen } from './useOffer';

export type EnvironmentFieldProps = FieldExtensionComponentProps<
  string | number
>;

/** One parameter of an environment: chosen from what the platform and the registry offer, or typed. */
export function EnvironmentField(props: EnvironmentFieldProps) {
  const { name, schema, formData, onChange, rawErrors, required } = props;
  const listId = useId();
  const form = (props.formContext?.formData ?? {}) as Record<string, unknown>;
  const offer = useOffer(name, schema.enum, form);
  const options = offer.options && withChosen(offer.options, formData);
  const isNumber = schema.type === 'integer';
  const hasErrors = Boolean(rawErrors?.length);
  const id = props.idSchema.$id;
  // The form shows the errors itself, below the field, under the second id.
  const describedBy = {
    'aria-describedby': `${id}-helper-text${hasErrors ? ` ${id}__error` : ''}`,
  };
  useParticipation(props);
  return (
    <>
      <TextField
        id={id}
        label={schema.title ?? name}
        required={required}
        fullWidth
        margin="normal"
        type={isNumber && !options ? 'number' : 'text'}
        select={Boolean(options)}
        value={formData ?? ''}
        error={hasErrors}
        helperText={[schema.description, offer.note].filter(Boolean).join(' ')}
        onChange={event => onChange(read(event.target.value, isNumber))}
        inputProps={{
          list: offer.suggestions.length > 0 ? listId : undefined,
          min: schema.minimum,
          max: schema.maximum,
          ...describedBy,
        }}
        SelectProps={{ SelectDisplayProps: describedBy }}
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
      {offer.suggestions.length > 0 && (
        <datalist id={listId}>
          {offer.suggestions.map(value => (
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

/**
 * The Scaffolder validates the fields that its form data names, so one left empty would never show
 * that its default does not fit: it is named without a value.
 */
function useParticipation({ formData, onChange }: EnvironmentFieldProps) {
  const isNamed = useLatest(formData !== undefined);
  const name = useLatest(() => onChange(undefined));
  useEffect(() => {
    if (!isNamed.current) name.current();
  }, [isNamed, name]);
}
