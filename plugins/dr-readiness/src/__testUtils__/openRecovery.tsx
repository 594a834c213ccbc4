import { ReactElement } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { fetchApi } from '@plumbline/plugin-odoo-react/testUtils';
import { RecoveryRouter } from '../RecoveryRouter';

/** What a test sees and uses of the browser around the page. */
function Browser() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="URL">{pathname + decodeURIComponent(search)}</output>
      <button onClick={() => navigate(-1)}>Browser back</button>
    </>
  );
}

const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
} as const;

/** The pages of the plugin at a path below their root, `/` or `/order?tenant=harbour`. */
export const openPages = (path: string) =>
  renderInTestApp(
    <>
      <Browser />
      <RecoveryRouter />
    </>,
    {
      apis: [fetchApi],
      mountPath: '/recovery/*',
      initialRouteEntries: [`/recovery${path}`],
      mountedRoutes,
    },
  );

export const openElement = (element: ReactElement) =>
  renderInTestApp(
    <>
      <Browser />
      {element}
    </>,
    { apis: [fetchApi], mountPath: '/*', mountedRoutes },
  );
