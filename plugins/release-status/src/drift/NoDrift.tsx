import Button from '@material-ui/core/Button';
import { EmptyState, formatCount } from '@plumbline/plugin-odoo-react';
import { DriftUrlState } from './driftUrl';

export interface NoDriftProps {
  /** Environments that nobody could look at. */
  unknown: number;
  url: DriftUrlState;
}

/** Nothing found is only good news where somebody looked. */
export function NoDrift(props: NoDriftProps) {
  const { unknown, url } = props;
  const notCompared = `${formatCount(
    unknown,
    'environment',
  )} could not be compared: see Sources for what is not collected.`;
  if (url.hasFilters) {
    return (
      <EmptyState
        title={
          unknown > 0
            ? 'No drift like this was found, and not everything was looked at'
            : 'No drift like this'
        }
        description={
          unknown > 0
            ? `${notCompared} What differs there is not known.`
            : 'No difference passes these filters.'
        }
        action={
          <Button variant="outlined" onClick={url.clearFilters}>
            Clear filters
          </Button>
        }
      />
    );
  }
  return unknown > 0 ? (
    <EmptyState
      title="No drift was found, and not everything was looked at"
      description={notCompared}
    />
  ) : (
    <EmptyState
      title="No drift"
      description="Clusters, repository and golden path agree wherever you may look."
    />
  );
}
