import { Content } from '@backstage/core-components';
import { EmptyState } from '@plumbline/plugin-odoo-react';
import Button from '@material-ui/core/Button';
import { Fleet } from './Fleet';
import { readFleetUrl, useFleetUrl } from './fleetUrl';

/** `/tenants`: every environment the user may see, filtered, sorted and paged by the server. */
export function TenantsPage() {
  const url = useFleetUrl();
  const read = readFleetUrl(url.parameters);
  return (
    <Content>
      {read.valid ? (
        <Fleet query={read.query} url={url} />
      ) : (
        <EmptyState
          title="This link asks for something that does not exist"
          description={`Not understood: ${read.problem}`}
          action={
            <Button variant="outlined" onClick={url.clearFilters}>
              Clear filters
            </Button>
          }
        />
      )}
    </Content>
  );
}
