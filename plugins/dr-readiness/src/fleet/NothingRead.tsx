import Typography from '@material-ui/core/Typography';
import { RecoverySummary } from '@plumbline/plugin-odoo-common';

export interface NothingReadProps {
  environments: readonly RecoverySummary[];
}

/** Where nobody reads any backup store the page is full of unknowns; it says what is missing. */
export function NothingRead(props: NothingReadProps) {
  const demanding = props.environments.filter(({ applies }) => applies);
  const hasEvidence = demanding.some(({ evidence }) => evidence !== 'missing');
  if (demanding.length === 0 || hasEvidence) return null;
  return (
    <Typography variant="body2" role="status" gutterBottom>
      Nothing has been read of any of these backups. Name the storage accounts
      under odoo.backupStores in the configuration of the backend; Sources says
      whether they can be read.
    </Typography>
  );
}
