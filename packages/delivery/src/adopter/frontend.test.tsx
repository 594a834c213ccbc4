/** @jest-environment @backstage/cli-module-test-jest/config/jest-environment-jsdom */
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import changeControlPlugin from '@plumbline/plugin-change-control';
import drReadinessPlugin from '@plumbline/plugin-dr-readiness';
import releaseStatusPlugin from '@plumbline/plugin-release-status';
import scaffolderModuleOdoo from '@plumbline/plugin-scaffolder-module-odoo';
import tenantHealthPlugin from '@plumbline/plugin-tenant-health';
import { screen } from '@testing-library/react';
import { frontendPackages } from './FreshApp';

const FEATURES = {
  '@plumbline/plugin-change-control': changeControlPlugin,
  '@plumbline/plugin-dr-readiness': drReadinessPlugin,
  '@plumbline/plugin-release-status': releaseStatusPlugin,
  '@plumbline/plugin-scaffolder-module-odoo': scaffolderModuleOdoo,
  '@plumbline/plugin-tenant-health': tenantHealthPlugin,
};

jest.setTimeout(60_000);

it('an app that is not ours gets every page into its navigation', async () => {
  expect(Object.keys(FEATURES)).toEqual(frontendPackages());
  renderTestApp({
    features: [catalogPlugin, ...Object.values(FEATURES)],
    initialRouteEntries: ['/'],
  });
  const links = await screen.findAllByRole('link', undefined, {
    timeout: 30_000,
  });
  expect(links.map(link => link.getAttribute('href'))).toEqual(
    expect.arrayContaining(['/tenants', '/releases', '/changes', '/recovery']),
  );
});
