import Typography from '@material-ui/core/Typography';
import { RecoveryAssessment } from '@plumbline/plugin-odoo-common';

export interface LossesProps {
  losses: RecoveryAssessment['losses'];
}

/** The three largest, each with the action that regains its points. */
export function Losses(props: LossesProps) {
  const { losses } = props;
  if (losses.length === 0) return null;
  return (
    <>
      <Typography variant="subtitle2" component="h4">
        What costs the most, and what regains it
      </Typography>
      <ol aria-label="Largest losses">
        {losses.map(({ points, what, action }) => (
          <li key={`${what} ${action}`}>
            <strong>{`${points} points`}</strong>
            {`: ${what}`}
            <div>{`To do: ${action}`}</div>
          </li>
        ))}
      </ol>
    </>
  );
}
