import { ReactElement } from 'react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  createSignals,
  fetchApi,
} from '@plumbline/plugin-odoo-react/testUtils';
import { ComparePage } from '../compare';
import { DriftPage } from '../drift';
import { ReleasesRouter } from '../ReleasesRouter';
import { RolloutsRouter } from '../RolloutsRouter';

/** What a test sees of the browser around the page. */
function Browser() {
  const { pathname, search } = useLocation();
  return (
    <output aria-label="URL">{pathname + decodeURIComponent(search)}</output>
  );
}

const PAGES: Record<string, ReactElement> = {
  '/releases/*': <ReleasesRouter />,
  '/rollouts/*': <RolloutsRouter />,
  '/compare': <ComparePage />,
  '/drift': <DriftPage />,
};

export interface OpenOptions {
  /** What the permission backend says; allowed unless said otherwise. */
  result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  /** By which the backend says that something changed. */
  signals?: ReturnType<typeof createSignals>;
}

/** An element at a path, with all that the app brings. */
export const openElement = (
  element: ReactElement,
  path = '/',
  {
    result = AuthorizeResult.ALLOW,
    signals = createSignals(),
  }: OpenOptions = {},
) =>
  renderInTestApp(
    <>
      <Browser />
      {element}
    </>,
    {
      apis: [
        fetchApi,
        signals.api,
        mockApis.permission({ authorize: () => result }),
      ],
      mountPath: '/*',
      initialRouteEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );

/** The pages of the plugin where the app mounts them. */
export const openPage = (path: string, options?: OpenOptions) =>
  openElement(
    <Routes>
      {Object.entries(PAGES).map(([mount, page]) => (
        <Route key={mount} path={mount} element={page} />
      ))}
      <Route path="*" element={<p>elsewhere</p>} />
    </Routes>,
    path,
    options,
  );
