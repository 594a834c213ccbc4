import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import {
  CREATE_ENVIRONMENT_PATH,
  EmptyState,
} from '@plumbline/plugin-odoo-react';
import { MatrixUrlState } from './matrixUrl';

export interface NoTenantsProps {
  url: MatrixUrlState;
}

export function NoTenants(props: NoTenantsProps) {
  const { url } = props;
  return url.hasFilters ? (
    <EmptyState
      title="No tenant passes these filters"
      action={
        <Button variant="outlined" onClick={url.clearFilters}>
          Clear filters
        </Button>
      }
    />
  ) : (
    <EmptyState
      title="Nothing runs yet"
      description="The matrix fills with the first environment."
      action={<Link to={CREATE_ENVIRONMENT_PATH}>Create an environment</Link>}
    />
  );
}
