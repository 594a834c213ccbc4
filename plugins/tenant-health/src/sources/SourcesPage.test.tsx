import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  answer,
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

const open = () => renderInTestApp(<SourcesPage />, { apis: [fetchApi] });

describe('SourcesPage', () => {
  it('tells how each source stands and what it could not tell', async () => {
    answer('GET /sources', () => ({ items, total: items.length }));
    open();
    const table = await screen.findByRole('table', { name: 'Sources' });
    const [, partial, never, away] = within(table).getAllByRole('row');
    expect(partial).toHaveTextContent(
      /partial.*4 s14.*certificates: forbidden/,
    );
    expect(never).toHaveTextContent(/never ran.*no evidence/);
    expect(away).toHaveTextContent(/not available.*aks needs a signed-in user/);
    expect(within(away).getByRole('button')).toBeDisabled();
  });

  it.each([
    [202, 'Started.'],
    [403, 'Your role does not include odoo.source.refresh.'],
    [409, 'Already running.'],
  ])('answers a refresh that ends in %s with "%s"', async (status, text) => {
    answer('GET /sources', () => ({ items: [source], total: 1 }));
    refreshAnswers(status);
    open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh Cluster north-1' }),
    );
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
