import { screen, within } from '@testing-library/react';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  createFrontendPlugin,
  PageBlueprint,
  createRouteRef,
} from '@backstage/frontend-plugin-api';
import { notificationsApiRef } from '@backstage/plugin-notifications';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';

const pluginWith = (pluginId: string, path: string, title: string) =>
  createFrontendPlugin({
    pluginId,
    extensions: [
      PageBlueprint.make({
        params: {
          path,
          title,
          icon: <span aria-hidden>i</span>,
          routeRef: createRouteRef(),
          loader: async () => <p>{`The page ${title}`}</p>,
        },
      }),
    ],
  });

jest.setTimeout(30_000);

it('opens on the home page, with the daily pages first and the person last', async () => {
  renderTestApp({
    features: [
      homeModule,
      navModule,
      notificationsPlugin,
      pluginWith('another', '/another', 'Another'),
      pluginWith('catalog', '/catalog', 'Catalog'),
      pluginWith('change-control', '/changes', 'Changes'),
      pluginWith('dr-readiness', '/recovery', 'Recovery'),
      pluginWith('release-status', '/releases', 'Releases'),
      pluginWith('tenant-health', '/tenants', 'Tenants'),
    ],
    apis: [
      mockApis.identity({ displayName: 'Release manager' }),
      [
        notificationsApiRef,
        { getStatus: async () => ({ unread: 4, read: 0 }) },
      ],
    ],
    initialRouteEntries: ['/'],
  });
  expect(
    await screen.findByRole(
      'region',
      { name: 'Waiting for my approval' },
      // The page comes in a chunk of its own.
      { timeout: 20_000 },
    ),
  ).toBeVisible();
  const nav = screen.getByRole('navigation', { name: 'sidebar nav' });
  const links = within(nav)
    .getAllByRole('link')
    .map(link => link.getAttribute('href'));
  expect(links).toEqual([
    '/',
    '/',
    '/tenants',
    '/releases',
    '/changes',
    '/recovery',
    '/catalog',
    '/another',
    '/notifications',
    '/settings',
  ]);
  expect(
    await within(nav).findByRole('link', { name: 'Notifications (4)' }),
  ).toBeVisible();
  expect(within(nav).getByRole('button', { name: 'Sign out' })).toBeVisible();
  expect(
    await within(nav).findByLabelText('Signed in as Release manager'),
  ).toBeInTheDocument();
});
