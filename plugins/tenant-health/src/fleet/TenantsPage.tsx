import { Content } from '@backstage/core-components';
import { LinkProblem } from '@plumbline/plugin-odoo-react';
import { Incidents } from '../incidents';
import { Fleet } from './Fleet';
import { ViewLinks } from './ViewLinks';
import {
  INCIDENTS_VIEW,
  VIEW_PARAMETER,
  readFleetUrl,
  useFleetUrl,
} from './fleetUrl';

/** `/tenants`: every environment the user may see, filtered, sorted and paged by the server; or by cause. */
export function TenantsPage() {
  const url = useFleetUrl();
  const read = readFleetUrl(url.parameters);
  const view = url.parameters.get(VIEW_PARAMETER);
  return (
    <Content>
      <ViewLinks parameters={url.parameters} />
      {view === INCIDENTS_VIEW && <Incidents />}
      {view !== INCIDENTS_VIEW && read.valid && (
        <Fleet query={read.query} url={url} />
      )}
      {view !== INCIDENTS_VIEW && !read.valid && (
        <LinkProblem problem={read.problem} onClear={url.clearFilters} />
      )}
    </Content>
  );
}
