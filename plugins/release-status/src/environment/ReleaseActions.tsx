import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { EnvironmentRelease } from '@plumbline/plugin-odoo-common';
import { HoldDialog, PromoteDialog, useMayPropose } from '../proposal';
import { NewSeriesButton } from '../seriesUpgrades';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 8,
    alignItems: 'center',
  },
});

export interface ReleaseActionsProps {
  release: EnvironmentRelease;
}

/** Promote and hold; each opens a change with its preview. */
export function ReleaseActions(props: ReleaseActionsProps) {
  const { environment, current, candidate, heldUntil } = props.release;
  const classes = useStyles();
  const reasonId = useId();
  const [dialog, setDialog] = useState<'promote' | 'hold'>();
  const refusal = useMayPropose(environment);
  const close = () => setDialog(undefined);
  return (
    <div className={classes.actions}>
      <Button
        variant="outlined"
        size="small"
        disabled={refusal !== undefined || !candidate}
        aria-haspopup="dialog"
        aria-describedby={refusal ? reasonId : undefined}
        onClick={() => setDialog('promote')}
      >
        {candidate ? `Promote to ${candidate.version}` : 'Promote'}
      </Button>
      <Button
        variant="outlined"
        size="small"
        disabled={refusal !== undefined}
        aria-haspopup="dialog"
        aria-describedby={refusal ? reasonId : undefined}
        onClick={() => setDialog('hold')}
      >
        {heldUntil ? 'End the hold' : 'Hold'}
      </Button>
      <NewSeriesButton
        environment={environment}
        current={current.version}
        refusal={refusal}
        reasonId={reasonId}
      />
      {refusal && (
        <Typography variant="body2" id={reasonId}>
          {refusal}
        </Typography>
      )}
      {dialog === 'promote' && (
        <PromoteDialog
          environment={environment}
          current={current.version}
          candidate={candidate?.version}
          onClose={close}
        />
      )}
      {dialog === 'hold' && (
        <HoldDialog
          environment={environment}
          heldUntil={heldUntil}
          onClose={close}
        />
      )}
    </div>
  );
}
