import { useEffect, useId } from 'react';
import useLatest from 'react-use/esm/useLatest';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { errorText } from '@plumbline/plugin-odoo-react';
import { isOfExisting } from '../proposal/proposalOf';
import { useCurrent } from './useCurrent';
import { useOffer, withChosen } from './useOffer';

export type EnvironmentFieldProps = FieldExtensionComponentProps<
  string | number | string[]
>;

/**
 * One parameter of an environment: chosen from what the platform and the registry offer, or typed. For an environment
 * that exists it says what is now, and left empty it stays so.
 */
export function EnvironmentField(props: EnvironmentFieldProps) {
  const { name, schema, formData, onChange, rawErrors, required } = props;
  const listId = useId();
  const form = (props.formContext?.formData ?? {}) as Record<string, unknown>;
  const current = useCurrent(form.environment);
  const offer = useOffer(name, schema.enum, {
    ...current.value,
    present: current.value?.release,
    ...form,
  });
  const isList = schema.type === 'array';
  const options =
    offer.options &&
    (isList ? offer.options : withChosen(offer.options, formData));
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
        value={formData ?? (isList ? [] : '')}
        error={hasErrors}
        helperText={[schema.description, nowNote(current, name), offer.note]
          .filter(Boolean)
          .join(' ')}
        onChange={event => onChange(read(event.target.value, isNumber))}
        inputProps={{
          list: offer.suggestions.length > 0 ? listId : undefined,
          min: schema.minimum,
          max: schema.maximum,
          ...describedBy,
        }}
        SelectProps={{ multiple: isList, SelectDisplayProps: describedBy }}
      >
        {options && [
          schema.default === undefined && !isList && !required && (
            <MenuItem key="" value="">
              <em>{isOfExisting(form) ? 'As now' : 'Default'}</em>
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

/** An emptied field is left out, so that its default applies or it stays as it is. */
function read(
  value: string | string[],
  isNumber: boolean,
): string | number | string[] | undefined {
  if (value.length === 0) return undefined;
  return isNumber ? Number(value) : value;
}

/** What the environment has now, in the words of the form. */
function nowNote(
  { value, error }: ReturnType<typeof useCurrent>,
  name: string,
): string | undefined {
  if (error) return `What it is now could not be loaded (${errorText(error)}).`;
  const now = value?.[name];
  if (now === undefined) return undefined;
  return `Now ${Array.isArray(now) ? now.join(', ') : String(now)}.`;
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
