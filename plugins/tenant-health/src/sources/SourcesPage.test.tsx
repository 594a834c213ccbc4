import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  answer,
  createSignals,
  fetchApi,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { Source } from '@plumbline/plugin-odoo-common';
import { SourcesPage } from './SourcesPage';

registerOdooServer();

const source: Source = {
  collector: 'kubernetes',
  scope: 'north-1',
  title: 'Cluster north-1',
  running: false,
  lastRun: {
    startedAt: '2026-11-26T10:00:00.000Z',
    finishedAt: '2026-11-26T10:00:04.000Z',
    outcome: 'partial',
    upstreamCalls: 14,
    environments: 16,
    observations: 240,
    problems: [
      { kind: 'no-permission', subject: 'certificates', message: 'forbidden' },
      {
        kind: 'not-installed',
        subject: 'scaledobjects',
        message: 'KEDA is absent',
      },
      {
        kind: 'skipped',
        subject: 'Deployment web',
        message: 'spec.replicas is not a number',
        count: 3,
      },
    ],
  },
};
const items = [
  source,
  { ...source, scope: 'new', title: 'Cluster new', lastRun: undefined },
  {
    ...source,
    scope: 'aks',
    title: 'Cluster aks',
    lastRun: undefined,
    notAvailable: 'aks needs a signed-in user',
  },
];

const refreshAnswers = (status: number) =>
  answer('POST /sources/:collector/:scope/refresh', () =>
    status === 202
      ? new Response(undefined, { status })
      : refusal(status, 'NotAllowedError', 'no'),
  );

const open = (signals = createSignals()) =>
  renderInTestApp(<SourcesPage />, {
    apis: [fetchApi, signals.api, mockApis.permission()],
  });

describe('SourcesPage', () => {
  it('tells how each source stands and what it could not tell', async () => {
    answer('GET /sources', () => ({ items, total: items.length }));
    open();
    const table = await screen.findByRole('table', { name: 'Sources' });
    const [, partial, never, away] = within(table).getAllByRole('row');
    expect(partial).toHaveTextContent(
      /partial.*26 Nov 2026, 10:00:04.*4 s1416240/,
    );
    expect(partial).toHaveTextContent('2403 objects skipped');
    expect(partial).toHaveTextContent('no permissioncertificates: forbidden');
    expect(partial).toHaveTextContent(
      'skipped (3)Deployment web: spec.replicas is not a number (3 times)',
    );
    expect(partial).toHaveTextContent(
      'not installedscaledobjects: KEDA is absent',
    );
    expect(never).toHaveTextContent(/never ran.*no evidence/);
    expect(away).toHaveTextContent(/not available.*aks needs a signed-in user/);
    expect(within(away).getByRole('button')).toHaveAccessibleDescription(
      'It cannot be collected here.',
    );
  });

  it('counts by outcome and filters by it, in the URL', async () => {
    answer('GET /sources', () => ({ items, total: items.length }));
    open();
    await userEvent.click(
      await screen.findByRole('link', { name: '1 never ran' }),
    );
    const table = screen.getByRole('table', { name: 'Sources' });
    expect(within(table).getAllByRole('rowheader')).toHaveLength(1);
    expect(within(table).getByText('Cluster new')).toBeVisible();
    expect(screen.getByRole('link', { name: '1 partial' })).toHaveAttribute(
      'href',
      '/?outcome=partial',
    );
  });

  it('shows a run that has ended as soon as the backend says so', async () => {
    const signals = createSignals();
    let sources = [{ ...source, running: true }];
    answer('GET /sources', () => ({ items: sources, total: 1 }));
    open(signals);
    expect(await screen.findByText('running now')).toBeVisible();
    sources = [source];
    act(() => signals.tell('odoo:sources'));
    await waitFor(() =>
      expect(screen.queryByText('running now')).not.toBeInTheDocument(),
    );
  });

  it.each([
    [202, 'Started.'],
    [403, 'Your role does not include odoo.source.refresh.'],
    [409, 'Already running.'],
  ])('answers a refresh that ends in %s with "%s"', async (status, text) => {
    answer('GET /sources', () => ({ items: [source], total: 1 }));
    refreshAnswers(status);
    open();
    const refresh = await screen.findByRole('button', {
      name: 'Refresh Cluster north-1',
    });
    // Until the server has said who may.
    await waitFor(() => expect(refresh).toBeEnabled());
    await userEvent.click(refresh);
    expect(await screen.findByText(text)).toBeVisible();
  });

  it('says so when the role may not see them', async () => {
    answer('GET /sources', () => refusal(403, 'NotAllowedError', 'no'));
    open();
    expect(
      await screen.findByText('You may not see the sources'),
    ).toBeVisible();
  });
});
