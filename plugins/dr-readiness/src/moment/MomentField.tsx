import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { formatInstant } from '@plumbline/plugin-odoo-react';
import { MomentText, readMoment } from './momentText';
import { useZone } from './ZoneContext';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'flex-start' },
  zone: { minWidth: 160 },
});

export interface MomentFieldProps {
  id: string;
  label: string;
  value: MomentText;
  onChange: (value: MomentText) => void;
  /** What the server said is wrong with it. */
  error?: string;
}

/** A date and a time to the second, with the zone that it is meant in, and what that is in UTC. */
export function MomentField(props: MomentFieldProps) {
  const { id, label, value, onChange, error } = props;
  const classes = useStyles();
  const region = useZone();
  const viewer = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([region, 'UTC', viewer, value.zone])].filter(
    (zone): zone is string => zone !== undefined,
  );
  const read = readMoment(value);
  const problem =
    error ?? (value.local !== '' && read.at === undefined ? read.problem : '');
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={`${label}: time and zone`}
    >
      <TextField
        id={id}
        label={label}
        type="datetime-local"
        size="small"
        variant="outlined"
        InputLabelProps={{ shrink: true }}
        inputProps={{ step: 1 }}
        value={value.local}
        onChange={event => onChange({ ...value, local: event.target.value })}
        error={problem !== ''}
        helperText={
          problem || (read.at && `That is ${formatInstant(read.at, 'UTC')}.`)
        }
      />
      <TextField
        id={`${id}-zone`}
        className={classes.zone}
        select
        label="Time zone"
        size="small"
        variant="outlined"
        value={value.zone}
        onChange={event => onChange({ ...value, zone: event.target.value })}
      >
        {zones.map(zone => (
          <MenuItem key={zone} value={zone}>
            {zone}
          </MenuItem>
        ))}
      </TextField>
      {read.at !== undefined && read.comesTwice && (
        <FormControlLabel
          control={
            <Checkbox
              checked={value.isSecond}
              onChange={event =>
                onChange({ ...value, isSecond: event.target.checked })
              }
            />
          }
          label="The clock shows this time twice that day: the second one is meant"
        />
      )}
    </div>
  );
}
