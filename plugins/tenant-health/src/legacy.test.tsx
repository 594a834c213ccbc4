import { Route, Routes } from 'react-router-dom';
import { screen } from '@testing-library/react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { identityApiRef } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  answer,
  fetchApi,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { listOf, summaryOf } from './__testUtils__/fixtures';
import {
  MyEnvironments,
  SourcesPage,
  TenantsPage,
  isEnvironmentEntity,
} from './legacy';

registerOdooServer();

it('has the same pages, with their frame, and parts in an app of the old frontend system', async () => {
  answer('GET /choices', () => new Response(undefined, { status: 403 }));
  answer('GET /environments', () => listOf([summaryOf()]));
  await renderInTestApp(
    <TestApiProvider
      apis={[
        fetchApi,
        [identityApiRef, mockApis.identity()],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <Routes>
        <Route path="/tenants" element={<TenantsPage />} />
        <Route path="/sources" element={<SourcesPage />} />
      </Routes>
      <MyEnvironments />
    </TestApiProvider>,
    { routeEntries: ['/tenants'] },
  );
  expect(
    await screen.findByRole(
      'heading',
      { name: 'Tenants' },
      { timeout: 20_000 },
    ),
  ).toBeVisible();
  expect(
    await screen.findByRole('table', { name: 'Environments' }),
  ).toBeVisible();
  expect(
    await screen.findByRole('table', { name: 'My environments' }),
  ).toBeVisible();
});

it('tells environments from other entities', () => {
  const entity = (type: string, annotations = {}) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'harbour-qa', annotations },
    spec: { type },
  });
  const annotated = { 'plumbline.dev/environment': 'harbour/qa' };
  expect(isEnvironmentEntity(entity('odoo-environment', annotated))).toBe(true);
  expect(isEnvironmentEntity(entity('service', annotated))).toBe(false);
  expect(isEnvironmentEntity(entity('odoo-environment'))).toBe(false);
});
