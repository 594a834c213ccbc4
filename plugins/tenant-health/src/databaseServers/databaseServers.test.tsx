import { screen, within } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { DatabaseServer } from '@plumbline/plugin-odoo-common';
import {
  answer,
  fetchApi,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { DatabaseServersRouter } from './DatabaseServersRouter';

registerOdooServer();

const server: DatabaseServer = {
  name: 'north-shared',
  kind: 'cloudnative-pg',
  region: 'northeurope',
  cluster: 'aks-north-1',
  tier: 2,
  strictestTier: 2,
  connections: { peak: 150, limit: 140, maximum: 200 },
  storage: { databaseGiB: 40, capacityGiB: 300 },
  status: 'degraded',
  summary: 'It runs, but what is planned on it is more than it is built for',
  environments: 3,
};

const open = (path: string) =>
  renderInTestApp(<DatabaseServersRouter />, {
    apis: [fetchApi],
    initialRouteEntries: [path],
  });

describe('database servers', () => {
  it('says of each what it carries and what is too much', async () => {
    answer('GET /database-servers', () => ({ items: [server], total: 1 }));
    open('/');
    const link = await screen.findByRole('link', { name: 'north-shared' });
    expect(link).toHaveAttribute('href', '/database-servers/north-shared');
    const row = within(link.closest('tr')!);
    expect(
      row.getByText('150 of 140 that may be used, too many (maximum 200)'),
    ).toBeVisible();
    expect(row.getByText('degraded')).toBeVisible();
  });

  it('shows who is on one, and counts those that may not be read', async () => {
    answer('GET /database-servers/north-shared', () => ({
      ...server,
      tenants: [
        {
          environment: 'harbour-civil/qa',
          tier: 2,
          status: 'ok',
          connections: 60,
          databaseGiB: 20,
        },
      ],
    }));
    open('/north-shared');
    expect(
      await screen.findByRole('link', { name: 'harbour-civil/qa' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/harbour-civil-qa/health',
    );
    expect(screen.getByText(/2 more that you may not read/)).toBeVisible();
  });

  it('says what does not exist, and how to have one', async () => {
    answer('GET /database-servers/gone', () =>
      refusal(404, 'NotFoundError', 'There is no such server'),
    );
    open('/gone');
    expect(
      await screen.findByText('There is no shared database server gone'),
    ).toBeVisible();
  });

  it('says how a first one is made', async () => {
    answer('GET /database-servers', () => ({ items: [], total: 0 }));
    open('/');
    expect(
      await screen.findByText(/odoo\.platform\.database\.servers/),
    ).toBeVisible();
  });
});
