import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RolloutDetail, isBudgetSpent } from '@plumbline/plugin-odoo-common';
import { usePalette } from '@plumbline/plugin-odoo-react';
import { RollBackButton } from './RollBackButton';

const useStyles = makeStyles({
  root: { padding: 12, marginTop: 8, border: '1px solid' },
  list: { margin: '4px 0', paddingLeft: 20, display: 'grid', gap: 4 },
});

export interface PausedByBudgetProps {
  rollout: RolloutDetail;
}

/** What to do now: a roll-back for each environment that failed, then resume knowingly or stop. */
export function PausedByBudget(props: PausedByBudgetProps) {
  const { rollout } = props;
  const { state, failures, items } = rollout;
  const classes = useStyles();
  const palette = usePalette();
  if (state !== 'paused' || !isBudgetSpent(rollout)) return null;
  const failed = items.filter(({ step }) => step === 'failed');
  return (
    <div
      className={classes.root}
      style={{ borderColor: palette.critical }}
      role="alert"
    >
      <Typography variant="subtitle2" component="h4">
        Paused by its failure budget: no other environment gets the release
      </Typography>
      <Typography variant="body2">
        Take back what failed; no freeze stops a roll-back. Then stop, or resume
        knowingly.
      </Typography>
      <ul className={classes.list}>
        {failed.map(item => (
          <li key={item.environment}>
            <Typography variant="body2" component="span">
              {item.note
                ? `${item.environment}: ${item.note} `
                : `${item.environment} `}
            </Typography>
            <RollBackButton item={item} rollout={rollout} />
          </li>
        ))}
      </ul>
      {failed.length < failures && (
        <Typography variant="body2">
          {`${
            failures - failed.length
          } more failed that you may not read: their owners have to act.`}
        </Typography>
      )}
    </div>
  );
}
