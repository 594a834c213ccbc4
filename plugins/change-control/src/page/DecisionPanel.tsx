import { useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  Change,
  REASON_MAX_LENGTH,
  isFinal,
} from '@plumbline/plugin-odoo-common';
import { ErrorPanel, useOdooMutation } from '@plumbline/plugin-odoo-react';
import { ContentChanged } from './ContentChanged';
import { DecisionButtons } from './DecisionButtons';
import { DECISIONS, Decision } from './decisions';
import { NotAllowed } from './NotAllowed';

const useStyles = makeStyles({
  panel: { display: 'grid', gap: 12 },
});

export interface DecisionPanelProps {
  change: Change;
  /** Called after a decision, whether it took effect or not. */
  onDecided: () => void;
}

/** The buttons that this person may press and, where there is none, why. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { change, onDecided } = props;
  const classes = useStyles();
  const [comment, setComment] = useState('');
  const [seen, setSeen] = useState(change.contentHash);
  const decision = useOdooMutation((api, wanted: Decision) =>
    wanted.carryOut(api, change, comment.trim()),
  );
  const allowed = DECISIONS.filter(
    ({ name }) => change.actions?.[name]?.allowed === true,
  );
  const decide = async (wanted: Decision) => {
    if (await decision.submit(wanted)) setComment('');
    onDecided();
  };
  const hasNewContent = change.contentHash !== seen && !isFinal(change.state);
  return (
    <div className={classes.panel}>
      {hasNewContent && (
        <ContentChanged
          revision={change.revision}
          onSeen={() => setSeen(change.contentHash)}
        />
      )}
      {allowed.some(({ wantsComment }) => wantsComment) && (
        <TextField
          id="decision-comment"
          label="Comment"
          helperText="Needed to approve or reject; it stays with the change."
          variant="outlined"
          multiline
          value={comment}
          // One line in the record; long ones wrap here.
          onChange={event => setComment(event.target.value.replace(/\n/g, ' '))}
          inputProps={{ maxLength: REASON_MAX_LENGTH }}
        />
      )}
      <DecisionButtons
        allowed={allowed}
        isDisabled={({ wantsComment, needsSeenContent }) =>
          decision.status === 'running' ||
          (wantsComment && comment.trim() === '') ||
          (needsSeenContent && hasNewContent)
        }
        onDecide={decide}
      />
      <NotAllowed change={change} />
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
