import { Link } from '@backstage/core-components';
import {
  CREATE_ENVIRONMENT_PATH,
  EmptyState,
  NothingMatches,
} from '@plumbline/plugin-odoo-react';
import { MatrixUrlState } from './matrixUrl';

export interface NoTenantsProps {
  url: MatrixUrlState;
}

export function NoTenants(props: NoTenantsProps) {
  const { url } = props;
  return url.hasFilters ? (
    <NothingMatches
      title="No tenant passes these filters"
      onClear={url.clearFilters}
    />
  ) : (
    <EmptyState
      title="Nothing runs yet"
      description="The matrix fills with the first environment."
      action={<Link to={CREATE_ENVIRONMENT_PATH}>Create an environment</Link>}
    />
  );
}
