import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { Source } from '@plumbline/plugin-odoo-common';
import {
  errorStatus,
  errorText,
  useOdooMutation,
} from '@plumbline/plugin-odoo-react';

/** The refusals that are ordinary, in words; anything else says what the server said. */
function refusal(error: Error): string {
  switch (errorStatus(error)) {
    case 403:
      return 'Your role does not include odoo.source.refresh.';
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
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-label={`Refresh ${source.title}`}
        disabled={
          source.running ||
          source.notAvailable !== undefined ||
          refresh.status === 'running'
        }
        onClick={() => refresh.submit()}
      >
        {source.running ? 'Running' : 'Refresh'}
      </Button>
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
