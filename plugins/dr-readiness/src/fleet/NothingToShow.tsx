import { EmptyState, NothingMatches } from '@plumbline/plugin-odoo-react';
import { RecoveryUrlState } from './recoveryUrl';

export interface NothingToShowProps {
  url: RecoveryUrlState;
}

/** Nothing found is not nothing there. */
export function NothingToShow(props: NothingToShowProps) {
  const { url } = props;
  return url.hasFilters ? (
    <NothingMatches title="No environments match" onClear={url.clearFilters} />
  ) : (
    <EmptyState
      title="No recovery is known yet"
      description="Install the backup store module in the backend and name the storage accounts under odoo.backupStores. An environment appears here once it is in the GitOps repository; you see those that you may read."
    />
  );
}
