import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Decision } from './decisions';

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: 8 },
});

export interface DecisionButtonsProps {
  allowed: readonly Decision[];
  isDisabled: (decision: Decision) => boolean;
  onDecide: (decision: Decision) => void;
}

/** One button for each decision that this person may take. */
export function DecisionButtons(props: DecisionButtonsProps) {
  const { allowed, isDisabled, onDecide } = props;
  const classes = useStyles();
  if (allowed.length === 0) return null;
  return (
    <div className={classes.buttons}>
      {allowed.map(decision => (
        <Button
          key={decision.name}
          variant={decision.name === 'approve' ? 'contained' : 'outlined'}
          color={decision.name === 'approve' ? 'primary' : 'default'}
          disabled={isDisabled(decision)}
          onClick={() => onDecide(decision)}
        >
          {decision.label}
        </Button>
      ))}
    </div>
  );
}
