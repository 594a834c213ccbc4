import { useId } from 'react';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  Source,
  odooSourceRefreshPermission,
} from '@plumbline/plugin-odoo-common';
import {
  errorStatus,
  errorText,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';

const NOT_ALLOWED = 'Your role does not include odoo.source.refresh.';

/** Why there is nothing to press; what the server would refuse is said beforehand. */
function reasonAgainst(source: Source, isAllowed: boolean): string | undefined {
  if (source.notAvailable !== undefined) return 'It cannot be collected here.';
  if (source.running) return 'It runs now.';
  return isAllowed ? undefined : NOT_ALLOWED;
}

/** The refusals that are ordinary, in words; anything else says what the server said. */
function refusal(error: Error): string {
  switch (errorStatus(error)) {
    case 403:
      return NOT_ALLOWED;
    case 409:
      return 'Already running.';
    default:
      return errorText(error);
  }
}

export interface RefreshButtonProps {
  source: Source;
  onRefreshed: () => void;
}

/** Starts a collection now; the row shows its outcome once it has ended. */
export function RefreshButton(props: RefreshButtonProps) {
  const { source, onRefreshed } = props;
  const refresh = useOdooMutation(async api => {
    await api.refreshSource(source);
    onRefreshed();
  });
  const { allowed, loading } = usePermission({
    permission: odooSourceRefreshPermission,
  });
  const label = source.running ? 'Running' : 'Refresh';
  const reasonId = useId();
  const reason = reasonAgainst(source, allowed || loading);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-label={`${label} ${source.title}`}
        disabled={
          !allowed || reason !== undefined || refresh.status === 'running'
        }
        aria-describedby={reason ? reasonId : undefined}
        onClick={() => refresh.submit()}
      >
        {label}
      </Button>
      {reason && (
        <Typography id={reasonId} variant="caption" display="block">
          {reason}
        </Typography>
      )}
      {refresh.status === 'done' && (
        <Typography variant="caption" role="status" display="block">
          Started.
        </Typography>
      )}
      {refresh.status === 'failed' && (
        <Typography variant="caption" role="alert" display="block">
          {refusal(refresh.error)}
        </Typography>
      )}
    </>
  );
}
