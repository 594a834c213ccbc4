import { LinkButton } from '@backstage/core-components';
import {
  CREATE_ENVIRONMENT_PATH,
  EmptyState,
  NothingMatches,
} from '@plumbline/plugin-odoo-react';
import { FleetUrlState } from './fleetUrl';

export interface NoEnvironmentsProps {
  url: FleetUrlState;
}

/** Nothing found is not nothing there. */
export function NoEnvironments(props: NoEnvironmentsProps) {
  const { url } = props;
  return url.hasFilters ? (
    <NothingMatches title="No environments match" onClear={url.clearFilters} />
  ) : (
    <EmptyState
      title="No environments yet"
      description="An environment appears here once the change that creates it is in the GitOps repository. You see those that you may read."
      action={
        <LinkButton
          to={CREATE_ENVIRONMENT_PATH}
          variant="contained"
          color="primary"
        >
          Create an environment
        </LinkButton>
      }
    />
  );
}
