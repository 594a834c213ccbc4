import { useLocation, useNavigate } from 'react-router-dom';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { fetchApi } from '@plumbline/plugin-odoo-react/testUtils';
import { ChangesRouter } from '../ChangesRouter';

/** What a test sees and uses of the browser around the page. */
function Browser() {
  const { search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="URL">{decodeURIComponent(search)}</output>
      <button onClick={() => navigate(-1)}>Browser back</button>
    </>
  );
}

/** The pages of the plugin at a path below their root, `/chg-7` or `/?mine=true`. */
export const openChanges = (path: string) =>
  renderInTestApp(
    <>
      <Browser />
      <ChangesRouter />
    </>,
    {
      apis: [fetchApi],
      mountPath: '/changes/*',
      initialRouteEntries: [`/changes${path}`],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
