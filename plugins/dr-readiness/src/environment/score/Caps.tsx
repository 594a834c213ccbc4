import Typography from '@material-ui/core/Typography';
import { RecoveryAssessment } from '@plumbline/plugin-odoo-common';

export interface CapsProps {
  caps: RecoveryAssessment['caps'];
}

/** What the score cannot exceed, the lowest first. */
export function Caps(props: CapsProps) {
  const caps = [...props.caps].sort((a, b) => a.cap - b.cap);
  if (caps.length === 0) return null;
  return (
    <div>
      <Typography variant="subtitle2" component="h4">
        Held down by
      </Typography>
      <ul aria-label="Caps">
        {caps.map(({ cap, reason }) => (
          <li key={reason}>{`no more than ${cap}: ${reason}`}</li>
        ))}
      </ul>
    </div>
  );
}
