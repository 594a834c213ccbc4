import { Link } from '@backstage/core-components';
import { Incidents } from '../incidents';

const SHOWN = 5;

/** What is wrong, by cause, the worst first. */
export function IncidentsByCause() {
  return (
    <>
      <Incidents limit={SHOWN} />
      <Link to="/tenants?view=incidents">All incidents</Link>
    </>
  );
}
