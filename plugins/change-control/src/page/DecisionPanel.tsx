import { useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Change,
  REASON_MAX_LENGTH,
  isFinal,
} from '@plumbline/plugin-odoo-common';
import { ErrorPanel, useOdooMutation } from '@plumbline/plugin-odoo-react';
import { DECISIONS, Decision } from './decisions';

const useStyles = makeStyles({
  panel: { display: 'grid', gap: 12 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: 8 },
});

export interface DecisionPanelProps {
  change: Change;
  onDecided: () => void;
}

/** The buttons that this person may press and, where there is none, why. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { change, onDecided } = props;
  const classes = useStyles();
  const [comment, setComment] = useState('');
  const decision = useOdooMutation((api, wanted: Decision) =>
    wanted.carryOut(api, change, comment.trim()),
  );
  const allowed = DECISIONS.filter(
    ({ name }) => change.actions?.[name].allowed === true,
  );
  const refused = isFinal(change.state)
    ? []
    : DECISIONS.flatMap(({ name, label }) => {
        const reason = change.actions?.[name].reason;
        return reason ? [{ label, reason }] : [];
      });
  const wantsComment = allowed.some(candidate => candidate.wantsComment);
  const decide = async (wanted: Decision) => {
    if (await decision.submit(wanted)) setComment('');
    // Refused or not, the page shows what holds now.
    onDecided();
  };
  return (
    <div className={classes.panel}>
      {wantsComment && (
        <TextField
          id="decision-comment"
          label="Comment"
          helperText="Needed to approve or reject; it stays with the change."
          variant="outlined"
          value={comment}
          onChange={event => setComment(event.target.value)}
          inputProps={{ maxLength: REASON_MAX_LENGTH }}
        />
      )}
      {allowed.length > 0 && (
        <div className={classes.buttons}>
          {allowed.map(candidate => (
            <Button
              key={candidate.name}
              variant={candidate.name === 'approve' ? 'contained' : 'outlined'}
              color={candidate.name === 'approve' ? 'primary' : 'default'}
              disabled={
                decision.status === 'running' ||
                (candidate.wantsComment && comment.trim() === '')
              }
              onClick={() => decide(candidate)}
            >
              {candidate.label}
            </Button>
          ))}
        </div>
      )}
      {refused.map(({ label, reason }) => (
        <Typography key={label} variant="body2">
          {`${label}: ${reason}`}
        </Typography>
      ))}
      {isFinal(change.state) && (
        <Typography variant="body2">
          The change has ended; another change can follow it.
        </Typography>
      )}
      {decision.status === 'failed' && (
        <ErrorPanel
          title="The decision did not take effect"
          error={decision.error}
          stillWorks="Your comment is kept; the page shows the change as it is now."
        />
      )}
    </div>
  );
}
