import Typography from '@material-ui/core/Typography';
import { Change, isFinal } from '@plumbline/plugin-odoo-common';
import { DECISIONS } from './decisions';

export interface NotAllowedProps {
  change: Change;
}

/** For every decision that this person may not take, the server's reason. */
export function NotAllowed(props: NotAllowedProps) {
  const { change } = props;
  if (isFinal(change.state)) {
    return (
      <Typography variant="body2">
        The change has ended; another change can follow it.
      </Typography>
    );
  }
  return (
    <>
      {DECISIONS.map(({ name, label }) => {
        const reason = change.actions?.[name]?.reason;
        return reason ? (
          <Typography key={name} variant="body2">
            {`${label}: ${reason}`}
          </Typography>
        ) : null;
      })}
    </>
  );
}
