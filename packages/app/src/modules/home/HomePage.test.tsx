import { screen, within } from '@testing-library/react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  fetchApi,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { HomePage } from './HomePage';

// A whole page takes seconds in jsdom when the machine is busy; no test waits by the clock.
jest.setTimeout(30_000);
registerOdooServer();

const OWNERS = ['user:default/anna', 'group:default/harbour-civil-erp'];

const open = () =>
  renderInTestApp(<HomePage />, {
    apis: [
      fetchApi,
      mockApis.identity({
        userEntityRef: OWNERS[0],
        ownershipEntityRefs: OWNERS,
      }),
      mockApis.permission({
        authorize: ({ resourceRef }) =>
          resourceRef === 'harbour-rail/qa'
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      }),
    ],
  });

const counts = {
  ok: 28,
  degraded: 2,
  critical: 1,
  unknown: 1,
  asleep: 0,
  maintenance: 0,
};
const nothing = { items: [], total: 0 };

beforeEach(() => {
  answer('GET /calendar/coming', () => ({ ...nothing, errors: [] }));
});

const part = (name: string) => screen.findByRole('region', { name });

describe('HomePage', () => {
  it('says how the fleet is, what is wrong by cause, and what waits for me alone', async () => {
    const asked = answer('GET /environments', ({ query }) => ({
      items: [],
      total: query.includes('owner') ? 0 : 32,
      counts,
    }));
    answer('GET /incidents', () => ({
      items: [
        {
          id: 'cluster-north-2',
          cause: { kind: 'cluster', name: 'north-2' },
          status: 'unknown',
          since: new Date(Date.now() - 600_000).toISOString(),
          summary: 'It does not answer',
          environments: ['harbour-rail/qa'],
          total: 14,
        },
      ],
      total: 1,
    }));
    const waiting = { state: 'awaiting-approval', approvalsGiven: 0 };
    answer('GET /changes', ({ query }) => {
      if (query.includes('mine')) return nothing;
      const items = [
        {
          id: 'chg-mine',
          environment: 'harbour-rail/qa',
          requester: OWNERS[0],
        },
        { id: 'chg-other', environment: 'harbour-rail/qa' },
        { id: 'chg-foreign', environment: 'harbour-steel/qa' },
      ].map(change => ({ ...changeOf(), ...waiting, ...change }));
      return { items, total: items.length };
    });
    open();
    const fleet = within(await part('Fleet'));
    expect(
      await fleet.findByRole('link', { name: '1 critical' }),
    ).toHaveAttribute('href', '/tenants?verdict=critical');
    const incidents = within(await part('Incidents by cause'));
    expect(
      await incidents.findByRole('link', { name: '14 environments' }),
    ).toHaveAttribute('href', '/tenants?incident=cluster-north-2');
    expect(incidents.getByText('Cluster north-2')).toBeVisible();

    const approvals = within(await part('Waiting for my approval'));
    const links = await approvals.findAllByRole('link');
    expect(links.map(link => link.getAttribute('href'))).toEqual([
      '/changes/chg-other',
    ]);
    expect(
      await screen.findByText('You have proposed no change'),
    ).toBeVisible();
    expect(
      await within(await part('Next business events')).findByText(
        'No business event in 14 days',
      ),
    ).toBeVisible();
    expect(await screen.findByText('You own no environment')).toBeVisible();
    expect(asked.map(({ query }) => query)).toContain(
      `limit=8&owner=${OWNERS}`,
    );
  });

  it('keeps the parts that answer when one does not', async () => {
    answer('GET /environments', () => ({ ...nothing, counts, total: 32 }));
    answer('GET /changes', () => nothing);
    answer('GET /incidents', () =>
      refusal(503, 'ServiceUnavailableError', 'The database is away'),
    );
    open();
    const incidents = await part('Incidents by cause');
    expect(await within(incidents).findByRole('alert')).toHaveTextContent(
      /The incidents could not be loaded.*The database is away/,
    );
    expect(await screen.findByText('1 critical')).toBeVisible();
    expect(
      await screen.findByText('Nothing waits for your approval'),
    ).toBeVisible();
  });
});
