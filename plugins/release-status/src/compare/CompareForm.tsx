import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { CompareQuery } from '@plumbline/plugin-odoo-common';
import { useOdooQuery } from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 8,
    marginBottom: 16,
    // The grey of the stock theme is below WCAG AA (4.5 : 1) on the page.
    '& label:not(.Mui-focused)': { color: theme.palette.text.primary },
  },
  side: { flex: '1 1 240px', maxWidth: 400 },
}));

export interface CompareFormProps extends CompareQuery {
  onCompare: (sides: { from: string; to: string }) => void;
}

/** Two names; releases and environments are suggested, and any other name is asked for as it is typed. */
export function CompareForm(props: CompareFormProps) {
  const classes = useStyles();
  const id = useId();
  const [from, setFrom] = useState(props.from);
  const [to, setTo] = useState(props.to);
  const sides = { from: from.trim(), to: to.trim() };
  const suggestions = useSuggestions();
  const field = (
    label: string,
    value: string,
    onChange: (value: string) => void,
  ) => (
    <TextField
      id={`${id}-${label}`}
      label={label}
      size="small"
      variant="outlined"
      className={classes.side}
      value={value}
      onChange={event => onChange(event.target.value)}
      inputProps={{
        list: `${id}-suggestions`,
        autoComplete: 'off',
        maxLength: 130,
      }}
    />
  );
  return (
    <form
      className={classes.form}
      aria-label="What to compare"
      onSubmit={event => {
        event.preventDefault();
        if (sides.from && sides.to) props.onCompare(sides);
      }}
    >
      {field('From', from, setFrom)}
      {field('To', to, setTo)}
      <datalist id={`${id}-suggestions`}>
        {suggestions.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button
        type="submit"
        variant="outlined"
        disabled={!sides.from || !sides.to}
      >
        Compare
      </Button>
      <Button
        onClick={() => props.onCompare({ from: sides.to, to: sides.from })}
        disabled={!sides.from || !sides.to}
      >
        Swap
      </Button>
    </form>
  );
}

/** Without them every name can still be typed. */
function useSuggestions(): string[] {
  const choices = useOdooQuery((api, signal) => api.getChoices(signal), {
    key: 'choices',
  }).data;
  if (!choices) return [];
  return [
    ...choices.releases.map(({ version }) => version),
    ...choices.tenants.flatMap(({ name, stages }) =>
      stages.map(stage => `${name}/${stage}`),
    ),
  ];
}
