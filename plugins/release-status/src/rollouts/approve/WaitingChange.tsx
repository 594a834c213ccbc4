import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Change } from '@plumbline/plugin-odoo-common';
import { DiffView, GateList, formatCount } from '@plumbline/plugin-odoo-react';

const useStyles = makeStyles(theme => ({
  root: {
    border: `1px solid ${theme.palette.divider}`,
    padding: 8,
    minWidth: 0,
  },
  summary: { cursor: 'pointer' },
}));

export interface WaitingChangeProps {
  change: Change;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
}

/** One change with its gates and its diff; who may not approve it reads why. */
export function WaitingChange(props: WaitingChangeProps) {
  const { change, isTicked, onTick } = props;
  const { environment, gates, files, actions } = change;
  const classes = useStyles();
  const approve = actions?.approve;
  const open = gates.filter(({ verdict }) => verdict !== 'pass');
  return (
    <div className={classes.root}>
      {approve?.allowed ? (
        <FormControlLabel
          label={environment}
          control={
            <Checkbox
              size="small"
              checked={isTicked}
              onChange={event => onTick(event.target.checked)}
            />
          }
        />
      ) : (
        <Typography variant="body2">
          {`${environment}: ${approve?.reason ?? 'you may not approve it'}`}
        </Typography>
      )}
      <details>
        <summary className={classes.summary}>
          {`${formatCount(files.length, 'file')}, ${formatCount(
            gates.length,
            'gate',
          )}${
            open.length > 0
              ? `; not passed: ${open.map(({ title }) => title).join(', ')}`
              : ''
          }`}
        </summary>
        <GateList gates={gates} />
        <DiffView files={files} />
      </details>
    </div>
  );
}
