import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RolloutDetail } from '@plumbline/plugin-odoo-common';
import { SteerDialog } from './SteerDialog';
import { STEERINGS, Steering } from './steering';

const useStyles = makeStyles({
  panel: { display: 'grid', gap: 8 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: 8 },
});

export interface SteerPanelProps {
  rollout: RolloutDetail;
  onSteered: () => void;
}

/** The buttons that this person may press now and, for every other, the server's reason. */
export function SteerPanel(props: SteerPanelProps) {
  const { rollout, onSteered } = props;
  const { actions } = rollout;
  const classes = useStyles();
  const [chosen, setChosen] = useState<Steering>();
  const allowed = STEERINGS.filter(({ action }) => actions[action].allowed);
  const refused = [
    ...STEERINGS.filter(({ action }) => !actions[action].allowed),
    ...(actions.skip.allowed
      ? []
      : [{ action: 'skip', label: 'Skip' } as const]),
  ];
  return (
    <div className={classes.panel}>
      {allowed.length > 0 && (
        <div className={classes.buttons}>
          {allowed.map(steering => (
            <Button
              key={steering.action}
              variant="outlined"
              aria-haspopup="dialog"
              onClick={() => setChosen(steering)}
            >
              {steering.label}
            </Button>
          ))}
        </div>
      )}
      {refused.map(({ action, label }) => (
        <Typography key={action} variant="body2">
          {`${label}: ${actions[action].reason ?? 'not now'}`}
        </Typography>
      ))}
      {chosen && (
        <SteerDialog
          title={`${chosen.label}: ${rollout.release} to ring ${rollout.ring}`}
          submitLabel={chosen.label}
          consequence={chosen.consequence}
          steer={(api, reason) =>
            api.steerRollout(rollout.id, chosen.action, reason)
          }
          onClose={() => setChosen(undefined)}
          onSteered={onSteered}
        />
      )}
    </div>
  );
}
