import { ChangeEvent } from 'react';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useCurrent } from './useCurrent';

const NEVER = 'never';
const DAY_MS = 86_400_000;
/** What extending by a while usually means; the person chooses the day. */
const USUAL_DAYS = 30;

const usualDay = () =>
  new Date(Date.now() + USUAL_DAYS * DAY_MS).toISOString().slice(0, 10);

function choiceOf(value: string | undefined) {
  if (value === undefined) return '';
  return value === NEVER ? NEVER : 'date';
}

/** Until which day an environment is needed: `never` ends, or a date. */
export function ExpiryField(props: FieldExtensionComponentProps<string>) {
  const { schema, formData, onChange, rawErrors, formContext } = props;
  const id = props.idSchema.$id;
  const { value } = useCurrent(formContext?.formData?.environment);
  const choice = choiceOf(formData);
  const choose = (_: ChangeEvent, chosen: string) =>
    onChange(chosen === NEVER ? NEVER : usualDay());
  const hasErrors = Boolean(rawErrors?.length);
  const now = value?.expires;
  return (
    <FormControl component="fieldset" margin="normal" error={hasErrors}>
      <FormLabel component="legend">{schema.title}</FormLabel>
      <RadioGroup
        aria-describedby={`${id}-helper-text`}
        name={id}
        value={choice}
        onChange={choose}
      >
        <FormControlLabel
          value="date"
          control={<Radio color="primary" />}
          label="A day"
        />
        <FormControlLabel
          value={NEVER}
          control={<Radio color="primary" />}
          label="It stays"
        />
      </RadioGroup>
      {choice === 'date' && (
        <TextField
          id={`${id}-date`}
          type="date"
          label="Last day"
          value={formData}
          error={hasErrors}
          onChange={event => onChange(event.target.value || undefined)}
          InputLabelProps={{ shrink: true }}
        />
      )}
      <FormHelperText id={`${id}-helper-text`}>
        {[
          schema.description,
          typeof now === 'string' &&
            (now === NEVER ? 'Now it stays.' : `Now ${now}.`),
        ]
          .filter(Boolean)
          .join(' ')}
      </FormHelperText>
    </FormControl>
  );
}
