import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { CHANGE_STATES, ChangeState } from '@plumbline/plugin-odoo-common';
import { FilterRow } from '@plumbline/plugin-odoo-react';
import { STATE_BADGES } from '../state/presentState';
import { ChangeFilters } from './useChangeFilters';

const TYPING_PAUSE_MS = 300;

const useStyles = makeStyles({
  field: { minWidth: 200 },
});

export interface ChangeFilterBarProps {
  filters: ChangeFilters;
  onFilter: (change: Partial<Omit<ChangeFilters, 'trail'>>) => void;
}

/** By state, environment and requester. */
export function ChangeFilterBar(props: ChangeFilterBarProps) {
  const { filters, onFilter } = props;
  const classes = useStyles();
  const [text, setText] = useState(filters.environment);
  // Back and Forward change the filter from outside.
  useEffect(() => setText(filters.environment), [filters.environment]);
  useDebounce(
    () => {
      const environment = text.trim();
      if (environment !== filters.environment) onFilter({ environment });
    },
    TYPING_PAUSE_MS,
    [text],
  );
  return (
    <FilterRow label="Filter changes">
      <TextField
        className={classes.field}
        select
        size="small"
        variant="outlined"
        id="change-state"
        label="State"
        value={filters.state}
        onChange={event =>
          onFilter({ state: event.target.value as unknown as ChangeState[] })
        }
        SelectProps={{ multiple: true }}
      >
        {CHANGE_STATES.map(state => (
          <MenuItem key={state} value={state}>
            {STATE_BADGES[state].word}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        className={classes.field}
        size="small"
        variant="outlined"
        id="change-environment"
        label="Environment"
        placeholder="tenant/stage"
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={filters.mine}
            onChange={event => onFilter({ mine: event.target.checked })}
          />
        }
        label="Requested by me"
      />
    </FilterRow>
  );
}
