import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  answer,
  fetchApi,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { driftListOf } from './__testUtils__/drift';
import { DriftPage, ReleasesPage } from './legacy';
import { matrixOf, rolloutListOf } from './__testUtils__/matrix';

registerOdooServer();

it.each([
  ['/releases', 'Releases', 'grid', 'What runs where'],
  ['/drift', 'Drift', 'table', 'Drift'],
])(
  'has %s, with its frame, in an app of the old frontend system',
  async (path, title, role, name) => {
    answer('GET /release-matrix', () => matrixOf());
    answer('GET /rollouts', () => rolloutListOf([]));
    answer('GET /drift', () => driftListOf());
    await renderInTestApp(
      <TestApiProvider
        apis={[fetchApi, [permissionApiRef, mockApis.permission()]]}
      >
        <Routes>
          <Route path="/releases/*" element={<ReleasesPage />} />
          <Route path="/drift" element={<DriftPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: [path],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    expect(
      await screen.findByRole(
        'heading',
        { name: title, level: 1 },
        { timeout: 20_000 },
      ),
    ).toBeVisible();
    expect(await screen.findByRole(role, { name })).toBeVisible();
  },
);
