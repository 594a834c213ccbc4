import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation, useNavigate } from 'react-router-dom';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  answer,
  fetchApi,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { listOf, summaryOf } from '../__testUtils__/fixtures';
import { TenantsPage } from './TenantsPage';

registerOdooServer();

/** The clock on the wall alone: timers run on. */
function movePast(milliseconds: number) {
  const now = Date.now() + milliseconds;
  jest.useFakeTimers({
    now,
    doNotFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'clearImmediate',
      'nextTick',
      'queueMicrotask',
      'performance',
      'requestAnimationFrame',
      'cancelAnimationFrame',
    ],
  });
}

afterEach(() => {
  jest.useRealTimers();
});

const counts = {
  ok: 28,
  degraded: 2,
  critical: 1,
  unknown: 1,
  asleep: 0,
  maintenance: 0,
};

function Browser() {
  const { search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="URL">{decodeURIComponent(search)}</output>
      <button onClick={() => navigate(-1)}>Browser back</button>
    </>
  );
}

const open = (search = '', storage = mockApis.storage()) =>
  renderInTestApp(
    <>
      <Browser />
      <TenantsPage />
    </>,
    {
      apis: [fetchApi, storage],
      initialRouteEntries: [`/${search}`],
    },
  );

const urlIs = (expected: string) =>
  waitFor(() =>
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      new RegExp(`^${expected.replace(/[?]/g, '\\?')}$`),
    ),
  );

describe('TenantsPage', () => {
  beforeEach(() => {
    answer('GET /choices', () => refusal(403, 'NotAllowedError', 'no'));
  });

  it('tells ok, partial, stale and critical apart in words, with age, coverage and links', async () => {
    answer('GET /environments', () =>
      listOf([
        summaryOf({
          verdict: {
            status: 'critical',
            decidedBy: 'web.ready',
            summary: '0 of 3, OOMKilled 14 times',
            coverage: { collected: 17, required: 19 },
            riskAhead: [
              {
                kind: 'certificate',
                probe: 'ingress.certificate',
                owner: 'group:default/harbour-civil-erp',
                action: { title: 'Find out why it is not renewed' },
                severity: 'critical',
                due: new Date(Date.now() + 6.5 * 86_400_000).toISOString(),
                summary: 'Certificate erp ends',
              },
            ],
          },
          pendingChange: 'chg-7',
          incident: 'release-18.0',
          acknowledgements: [
            {
              id: 'ack-1',
              kind: 'acknowledge',
              reason: 'Rolling back',
              by: 'user:default/anna',
              at: new Date(Date.now() - 60_000).toISOString(),
              until: new Date(Date.now() + 3_600_000).toISOString(),
            },
          ],
        }),
        summaryOf({
          tenant: 'rail',
          verdict: { status: 'unknown', evidence: 'stale' },
        }),
        summaryOf({ tenant: 'quay', verdict: { evidence: 'partial' } }),
        summaryOf({ tenant: 'dock', recovery: { score: 92, band: 'good' } }),
        summaryOf({
          tenant: 'new',
          verdict: {
            status: 'unknown',
            evidence: 'missing',
            observedAt: undefined,
          },
        }),
      ]),
    );
    open();
    const row = async (name: string) =>
      (await screen.findByRole('link', { name })).closest('tr')!;

    const critical = await row('harbour-civil / production');
    expect(critical).toHaveTextContent('criticalWeb pods: 0 of 3, OOMKilled');
    expect(critical).toHaveTextContent('1 min ago');
    expect(critical).toHaveTextContent('17 of 19 required probes collected');
    expect(critical).toHaveTextContent('critical: Certificate in 6 d');
    expect(
      within(critical).getByRole('link', { name: 'chg-7' }),
    ).toHaveAttribute('href', '/changes/chg-7');
    expect(critical).toHaveTextContent(/looked after by anna until /);
    expect(
      within(critical).getByRole('link', { name: 'all with this cause' }),
    ).toHaveAttribute('href', '/tenants?incident=release-18.0');
    expect(
      within(critical).getByRole('link', { name: /harbour-civil/ }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/harbour-civil-production/health',
    );

    const shapeIn = async (name: string) =>
      (await row(name)).querySelector('svg')!.getAttribute('data-shape');
    expect(await shapeIn('dock / production')).toBe('filled-circle');
    expect(await shapeIn('quay / production')).toBe('half-ring');
    expect(await row('quay / production')).toHaveTextContent('ok, partial');
    expect(await row('quay / production')).toHaveTextContent(/unknownnone/);
    expect(
      within(await row('dock / production'))
        .getByText('92 good')
        .closest('a'),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/dock-production/recovery',
    );
    expect(await shapeIn('rail / production')).toBe('hatched-circle');
    expect(await row('rail / production')).toHaveTextContent(
      '1 min ago, stale',
    );
    expect(await row('new / production')).toHaveTextContent(
      /unknown, no evidence.*no evidence/,
    );
  });

  it('turns grey by itself when the evidence expires, though the server has not answered since', async () => {
    answer('GET /environments', () =>
      listOf([
        summaryOf({
          verdict: {
            status: 'critical',
            decidedBy: 'web.ready',
            summary: '0 of 3 available',
            expiresAt: new Date(Date.now() + 300_000).toISOString(),
          },
        }),
      ]),
    );
    open();
    const row = (await screen.findByText('critical')).closest('tr')!;
    movePast(300_000);
    expect(await within(row).findByText('stale')).toBeVisible();
    expect(row).toHaveTextContent('last known: 0 of 3 available');
    expect(row).toHaveTextContent('0 of 19 required probes collected');
    expect(row.querySelector('svg')).toHaveAttribute(
      'data-shape',
      'hatched-circle',
    );
  });

  it('keeps filters in the URL, asks the server by them, and follows the browser back', async () => {
    const asked = answer('GET /environments', () =>
      listOf([summaryOf()], { total: 32, counts }),
    );
    open();
    await userEvent.click(
      await screen.findByRole('link', { name: '2 degraded' }),
    );
    await urlIs('?verdict=degraded');
    expect(
      await screen.findByRole('link', { name: '2 degraded', current: true }),
    ).toHaveAttribute('href', '/');

    await userEvent.type(screen.getByLabelText('Search'), 'civil');
    await urlIs('?verdict=degraded&q=civil');
    await waitFor(() =>
      expect(asked.at(-1)?.query).toBe(
        'limit=50&q=civil&sort=-verdict&verdict=degraded',
      ),
    );
    // One request when the typing has paused, not one a letter.
    expect(asked.map(({ query }) => /q=(\w+)/.exec(query)?.[1])).toEqual([
      undefined,
      undefined,
      'civil',
    ]);

    await userEvent.type(screen.getByLabelText('Cluster'), 'north-1{Enter}');
    await urlIs('?verdict=degraded&q=civil&cluster=north-1');
    await userEvent.click(screen.getByRole('button', { name: 'Browser back' }));
    await urlIs('?verdict=degraded&q=civil');
    expect(screen.getByLabelText('Cluster')).toHaveValue('');

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await urlIs('');
  });

  it('lets the server sort and page', async () => {
    const asked = answer('GET /environments', ({ query }) =>
      query.startsWith('cursor=c2&')
        ? listOf([summaryOf({ tenant: 'page-two' })], { total: 51 })
        : listOf([summaryOf()], { total: 51, nextCursor: 'c2' }),
    );
    open('?tier=1');
    const verdict = await screen.findByRole('columnheader', {
      name: /Verdict/,
    });
    expect(verdict).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(screen.getByRole('button', { name: /^Version/ }));
    await urlIs('?tier=1&sort=version');
    expect(
      screen.getByRole('columnheader', { name: /^Version/ }),
    ).toHaveAttribute('aria-sort', 'ascending');

    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    // Twice: the second comes before the answer and must not count as a page of its own.
    await userEvent.dblClick(screen.getByRole('button', { name: 'Next' }));
    expect(
      await screen.findByRole('link', { name: 'page-two / production' }),
    ).toBeVisible();
    expect(asked.at(-1)?.query).toBe('cursor=c2&limit=50&sort=version&tier=1');
    expect(screen.getByText('1 of 51 environments')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    await urlIs('?tier=1&sort=version');
  });

  it('says what failed, keeps the filters, and tries again', async () => {
    let fails = true;
    answer('GET /environments', () =>
      fails
        ? refusal(503, 'ServiceUnavailableError', 'The database is away')
        : listOf([summaryOf()]),
    );
    open('?stage=production');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The environments could not be loaded');
    expect(alert).toHaveTextContent('The database is away');
    expect(screen.getByLabelText('Search')).toBeEnabled();
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('link', { name: 'harbour-civil / production' }),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('tells an empty fleet from a filter that hides it, and a wrong link from both', async () => {
    answer('GET /environments', () => listOf([]));
    open('?verdict=green');
    expect(await screen.findByText(/Not understood/)).toHaveTextContent(
      'verdict=green',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('No environments yet')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Create an environment' }),
    ).toHaveAttribute('href', '/create/templates/default/odoo-environment');
    await userEvent.type(screen.getByLabelText('Tenant'), 'nobody{Enter}');
    expect(await screen.findByText('No environments match')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all filters' }),
    );
    await urlIs('');
  });

  it('filters by what changed lately and by what is seldom asked for', async () => {
    const asked = answer('GET /environments', () => listOf([summaryOf()]));
    open();
    await userEvent.click(
      await screen.findByLabelText('Changed in the last 2 hours'),
    );
    await urlIs('?changedWithin=PT2H');
    expect(screen.queryByLabelText('Golden path')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'More filters' }));
    await userEvent.type(screen.getByLabelText('Golden path'), '1.0{Enter}');
    await urlIs('?changedWithin=PT2H&goldenPath=1.0');
    await waitFor(() =>
      expect(asked.at(-1)?.query).toBe(
        'changedWithin=PT2H&goldenPath=1.0&limit=50&sort=-verdict',
      ),
    );
  });

  it('groups by cause, the worst first, and leads from a cause to its environments', async () => {
    const asked = answer('GET /environments', () => listOf([summaryOf()]));
    answer('GET /incidents', () => ({
      items: [
        {
          id: 'cluster-north-2',
          cause: { kind: 'cluster', name: 'north-2' },
          status: 'unknown',
          since: new Date(Date.now() - 600_000).toISOString(),
          summary: 'It does not answer',
          environments: ['a/qa', 'b/qa', 'c/qa', 'd/qa'],
          total: 14,
        },
      ],
      total: 1,
    }));
    open('?tier=1');
    await userEvent.click(
      await screen.findByRole('link', { name: 'Incidents by cause' }),
    );
    await urlIs('?tier=1&view=incidents');
    const row = (await screen.findByText('It does not answer')).closest('tr')!;
    expect(row).toHaveTextContent(
      /Cluster north-2.*unknown.*10 min ago.*14 environments.*a\/qa.*and 11 more/,
    );
    expect(
      within(row).getByRole('link', { name: '14 environments' }),
    ).toHaveAttribute('href', '/tenants?incident=cluster-north-2');
    expect(asked.at(-1)?.query).toMatch(/tier=1/);
  });

  it('says which incident it is limited to, and takes that away', async () => {
    answer('GET /environments', () => listOf([summaryOf()]));
    answer('GET /incidents', () => ({ items: [], total: 0 }));
    open('?incident=cluster-north-2');
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show more than the incident: over by now',
      }),
    );
    await urlIs('');
    expect(
      screen.queryByRole('button', { name: /the incident/ }),
    ).not.toBeInTheDocument();
  });

  it('keeps filters by name for this user, applies them, and forgets them', async () => {
    answer('GET /environments', () => listOf([summaryOf()]));
    const storage = mockApis.storage();
    const first = open('?verdict=critical&cursor=c2', storage);
    const dialog = async () => {
      await userEvent.click(
        await screen.findByRole('button', { name: 'Saved filters' }),
      );
      return within(await screen.findByRole('dialog'));
    };
    const saving = await dialog();
    await userEvent.type(saving.getByLabelText('Name'), 'On fire{Enter}');
    expect(
      await saving.findByRole('link', { name: 'On fire', current: true }),
    ).toBeVisible();
    first.unmount();

    open('', storage);
    const kept = await dialog();
    await userEvent.click(await kept.findByRole('link', { name: 'On fire' }));
    await urlIs('?verdict=critical');
    const forgetting = await dialog();
    await userEvent.click(
      await forgetting.findByRole('button', { name: 'Delete On fire' }),
    );
    expect(await forgetting.findByText(/None yet/)).toBeVisible();
  });
});
