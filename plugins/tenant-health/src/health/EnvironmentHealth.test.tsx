import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  answer,
  fetchApi,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { detailOf, observationOf, summaryOf } from '../__testUtils__/fixtures';
import { EnvironmentHealth } from './EnvironmentHealth';

registerOdooServer();

const PATH = '/environments/harbour-civil/production';
const now = Date.now();
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

const detail = detailOf(
  summaryOf({
    verdict: {
      status: 'critical',
      evidence: 'partial',
      decidedBy: 'web.ready',
      summary: '0 of 3 web pods ready: killed for memory 14 times in 40 min',
      since: ago(40),
      coverage: { collected: 2, required: 4 },
      riskAhead: [
        {
          kind: 'certificate',
          probe: 'ingress.certificate',
          owner: 'group:default/harbour-civil-erp',
          action: { title: 'Extend it', template: 'odoo-expiry' },
          severity: 'warning',
          due: ago(-20 * 1440 - 30),
          summary: 'Certificate erp ends',
        },
      ],
    },
    pendingChange: 'chg-7',
  }),
  [
    {
      probe: 'web.reachable',
      area: 'availability',
      status: 'not-collected',
      summary: 'No configured collector tells this',
      required: true,
      stale: false,
    },
    observationOf({
      status: 'critical',
      value: 0,
      summary: '0 of 3 ready',
      runbook: 'https://wiki.example/health#web-ready',
    }),
    observationOf({
      probe: 'rollout.progress',
      summary: 'Rolled out',
      value: undefined,
      threshold: undefined,
      observedAt: ago(20),
      expiresAt: ago(15),
      stale: true,
    }),
    {
      probe: 'pods.oom',
      area: 'application',
      status: 'unknown',
      summary: 'Not observed yet',
      required: true,
      stale: false,
    },
    observationOf({
      probe: 'gitops.sync',
      area: 'delivery',
      link: 'https://argocd.example/applications/harbour-civil-production',
    }),
    observationOf({
      probe: 'gitops.health',
      area: 'delivery',
      // eslint-disable-next-line no-script-url -- an observed object may carry anything
      link: 'javascript:alert(1)',
    }),
  ],
);

const open = () =>
  renderInTestApp(
    <EnvironmentHealth
      environment={{ tenant: 'harbour-civil', stage: 'production' }}
    />,
    {
      apis: [fetchApi],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );

describe('EnvironmentHealth', () => {
  beforeEach(() => {
    answer(`GET ${PATH}/daily`, () => ({ items: [], marks: [] }));
    answer(`GET ${PATH}/history`, () => ({
      items: [
        {
          probe: 'web.ready',
          from: 'ok',
          to: 'critical',
          at: ago(40),
          summary: '0 of 3 ready',
        },
      ],
      total: 1,
    }));
  });

  it('says verdict, why, since when, on which evidence and what to do', async () => {
    answer(`GET ${PATH}`, () => detail);
    open();
    const verdict = await screen.findByRole('region', { name: 'Verdict' });
    expect(verdict).toHaveTextContent('critical, partial');
    expect(verdict).toHaveTextContent('since 40 min ago');
    expect(verdict).toHaveTextContent('2 of 4 required probes collected');
    expect(verdict).toHaveTextContent(
      'Web pods: 0 of 3 web pods ready: killed for memory 14 times in 40 min',
    );
    expect(verdict).toHaveTextContent('3 to 5 web pods of 2 CPU and 3 GiB');
    expect(verdict).toHaveTextContent('EUR 1,840.50 / month');
    expect(verdict).toHaveTextContent(
      /What to do.*events and logs of the pods/,
    );
    expect(
      within(verdict).getByRole('link', { name: 'chg-7' }),
    ).toHaveAttribute('href', '/changes/chg-7');
    expect(
      screen.getByRole('region', { name: 'Risk ahead' }),
    ).toHaveTextContent(
      /warning Certificate, due in 20 d.*Certificate erp ends/,
    );
    const risks = within(screen.getByRole('region', { name: 'Risk ahead' }));
    expect(risks.getByRole('link', { name: 'Extend it' })).toHaveAttribute(
      'href',
      `/create/templates/default/odoo-expiry?formData=${encodeURIComponent(
        '{"environment":"harbour-civil/production"}',
      )}`,
    );
    expect(
      risks.getByRole('link', { name: 'harbour-civil-erp' }),
    ).toHaveAttribute('href', '/catalog/default/group/harbour-civil-erp');
    expect(
      within(verdict).getByRole('link', { name: 'Runbook of Web pods' }),
    ).toHaveAttribute('href', 'https://wiki.example/health#web-ready');
    expect(
      await screen.findByText(/^Web pods: ok to critical|0 of 3 ready$/, {
        selector: 'li',
      }),
    ).toBeVisible();
  });

  it('groups probes by area, each with value, threshold, age, source, object and the way onward', async () => {
    answer(`GET ${PATH}`, () => detail);
    open();
    const application = await screen.findByRole('table', {
      name: 'Probes of application',
    });
    const [, web, rollout, oom] = within(application).getAllByRole('row');
    expect(web).toHaveTextContent(
      'critical0 of 3 ready0 pods / 3 of 32 min ago',
    );
    expect(web).toHaveTextContent('2 h ago');
    expect(web).toHaveTextContent(
      'kubernetes/north-1Deployment odoo-harbour-civil-production/web',
    );
    expect(
      within(web).getByRole('link', { name: 'Kubernetes' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/harbour-civil-production/kubernetes',
    );
    expect(rollout).toHaveTextContent('stale, was ok');
    expect(rollout).toHaveTextContent('20 min ago, stale');
    expect(oom).toHaveTextContent('unknown, no evidence');

    const delivery = screen.getByRole('region', { name: 'Delivery' });
    expect(
      within(delivery).getByRole('link', { name: 'Argo CD' }),
    ).toHaveAttribute(
      'href',
      'https://argocd.example/applications/harbour-civil-production',
    );
    expect(within(delivery).getAllByText('Argo CD')).toHaveLength(2);
  });

  it('lists what nobody collects as such, neither as a row nor as health', async () => {
    answer(`GET ${PATH}`, () => detail);
    open();
    const availability = await screen.findByRole('region', {
      name: 'Availability',
    });
    expect(within(availability).queryByRole('table')).not.toBeInTheDocument();
    expect(
      within(availability).getByRole('list', { name: 'Not collected' }),
    ).toHaveTextContent('not collectedLog-in page answersrequired');
  });

  it('says what still works when it cannot be loaded, and tries again', async () => {
    let fails = true;
    answer(`GET ${PATH}`, () =>
      fails ? refusal(403, 'NotAllowedError', 'Not your tenant') : detail,
    );
    open();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/Not your tenant.*other tabs/);
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByRole('region', { name: 'Verdict' }),
    ).toBeVisible();
  });

  it('draws the days, what happened meanwhile, and the same as a table', async () => {
    const today = new Date(now).toISOString().slice(0, 10);
    const asked = answer(`GET ${PATH}/daily`, () => ({
      items: [
        { day: today, seconds: { ok: 60, critical: 30 }, worst: 'critical' },
      ],
      marks: [
        {
          kind: 'change',
          title: 'Update',
          from: `${today}T00:00:10.000Z`,
          link: '/changes/chg-7',
        },
      ],
    }));
    answer(`GET ${PATH}`, () => detail);
    open();
    const history = within(
      await screen.findByRole('region', { name: 'History' }),
    );
    expect(
      await history.findByRole('img', {
        name: '30 days: 1 at worst critical, 29 not watched',
      }),
    ).toBeVisible();
    expect(
      history.getByRole('link', { name: /^Change: Update, / }),
    ).toHaveAttribute('href', '/changes/chg-7');
    await userEvent.click(history.getByText('The same as a table'));
    const table = within(history.getByRole('table', { name: 'Health by day' }));
    const [, newest] = table.getAllByRole('row');
    expect(newest).toHaveTextContent(
      new RegExp(`${today}critical(.*)ok 1 min, critical 30 s(.*)Update`),
    );
    await userEvent.click(history.getByRole('button', { name: '90 days' }));
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(await history.findByRole('img', { name: /^90 days/ })).toBeVisible();
  });
});
