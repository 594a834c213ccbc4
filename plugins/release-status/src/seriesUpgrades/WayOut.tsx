import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { SeriesUpgradeDetail } from '@plumbline/plugin-odoo-common';
import { SteerDialog } from '../rollouts';

const useStyles = makeStyles({
  ways: { display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' },
});

const WAYS = [
  {
    way: 'goBack',
    label: 'Go back to the old one',
    consequence:
      'The way back opens: the same changes the other way, each proposed and approved as it came. What was entered on the new one since is lost to the old one.',
  },
  {
    way: 'stop',
    label: 'End it here',
    consequence:
      'No further step is proposed. What was made for it stays until somebody decommissions it.',
  },
] as const;

export interface WayOutProps {
  upgrade: SeriesUpgradeDetail;
  onDecided: () => void;
}

/** To go back, or to end it: what this person may do now and, for the other, the server's reason. */
export function WayOut(props: WayOutProps) {
  const { upgrade, onDecided } = props;
  const classes = useStyles();
  const [chosen, setChosen] = useState<(typeof WAYS)[number]>();
  return (
    <div className={classes.ways}>
      {WAYS.map(way => {
        const { allowed, reason } = upgrade.actions[way.way];
        return allowed ? (
          <Button
            key={way.way}
            size="small"
            variant="outlined"
            aria-haspopup="dialog"
            onClick={() => setChosen(way)}
          >
            {way.label}
          </Button>
        ) : (
          <Typography key={way.way} variant="body2">
            {`${way.label}: ${reason ?? 'not now'}`}
          </Typography>
        );
      })}
      {chosen && (
        <SteerDialog
          title={chosen.label}
          submitLabel={chosen.label}
          consequence={chosen.consequence}
          steer={(api, reason) =>
            chosen.way === 'stop'
              ? api.stopSeriesUpgrade(upgrade.id, reason)
              : api.goBackInSeriesUpgrade(upgrade.id, reason)
          }
          onClose={() => setChosen(undefined)}
          onSteered={onDecided}
        />
      )}
    </div>
  );
}
