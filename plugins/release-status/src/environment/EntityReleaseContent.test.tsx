import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import { openElement } from '../__testUtils__/openPages';
import { environmentReleaseOf } from '../__testUtils__/rollout';
import { EntityReleaseContent } from './EntityReleaseContent';

registerOdooServer();

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'harbour-civil-production',
    annotations: { 'plumbline.dev/environment': 'harbour-civil/production' },
  },
};
const open = (
  ...options: Parameters<typeof openElement> extends [unknown, ...infer Rest]
    ? Rest
    : never
) =>
  openElement(
    <EntityProvider entity={entity}>
      <EntityReleaseContent />
    </EntityProvider>,
    ...options,
  );

const CALL = 'GET /environments/harbour-civil/production/release';

const way = async (name: RegExp) => {
  const table = within(await screen.findByRole('table', { name: 'Ways back' }));
  return table.getByRole('rowheader', { name }).closest('tr')!;
};

const propose = () => {
  const preview = changeOf({ kind: 'promote', id: undefined });
  const asked = answer('POST /changes', ({ body }) =>
    (body as { dryRun?: boolean }).dryRun
      ? preview
      : changeOf({ id: 'chg-next' }),
  );
  return { asked, preview };
};

describe('EntityReleaseContent', () => {
  it('shows what the 24 h check rests on: figures, their age and what was asked', async () => {
    const query = 'cnpg_odoo_business_postings{namespace="odoo-a"}';
    answer(CALL, () =>
      environmentReleaseOf({
        history: [
          {
            environment: 'harbour-civil/production',
            release: '18.0-2026.11.1',
            kind: 'promote',
            appliedAt: '2026-10-02T08:00:00Z',
            outcome: 'failed',
            continuity: {
              verdict: 'failed',
              summary: 'business.approvals: 0 approved',
              signals: [
                {
                  probe: 'business.approvals',
                  status: 'critical',
                  summary: '0 approved (usually 30, at least 15)',
                  observedAt: '2026-10-03T08:00:00Z',
                  link: 'https://prometheus.example/graph',
                },
                {
                  probe: 'business.postings',
                  status: 'ok',
                  summary: '500 posted (usually 510, at least 255)',
                  observedAt: '2026-10-03T08:00:00Z',
                  link: 'data:text/html,x',
                  query,
                },
              ],
            },
          },
        ],
      }),
    );
    const { container } = open();
    const history = await screen.findByRole('region', { name: 'History' });
    await userEvent.click(within(history).getByText('What it rests on (2)'));
    const [approvals, postings] = within(history).getAllByRole('listitem');
    expect(approvals).toHaveTextContent(
      /critical Purchase approvals: 0 approved \(usually 30, at least 15\).* ago/,
    );
    expect(within(approvals).getByRole('link')).toHaveAttribute(
      'href',
      'https://prometheus.example/graph',
    );
    expect(postings).toHaveTextContent(query);
    expect(within(postings).queryByRole('link')).toBeNull();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('tells what it has, how that did, every way back with its price, and what it does not prove', async () => {
    answer(CALL, () =>
      environmentReleaseOf({
        history: [
          {
            environment: 'harbour-civil/production',
            release: '18.0-2026.10.1',
            kind: 'unledgered',
            appliedAt: '2026-10-02T08:00:00Z',
            outcome: 'verified',
            continuity: {
              verdict: 'not-judged',
              summary: 'No collector tells',
            },
          },
        ],
      }),
    );
    const { container } = open();
    const release = await screen.findByRole('region', { name: 'Release' });
    expect(release).toHaveTextContent(
      /Approvals: purchase orders stopped.*24 h check failed/,
    );
    expect(release).toHaveTextContent(/of 90 days25 %/);
    expect(await way(/Earlier image/)).toHaveTextContent(
      /allowed.*4 min down.*no data lost.*nobody else.*1/,
    );
    const restore = await way(/Restore/);
    expect(restore).toHaveTextContent(
      /35 min down.*3 h of data lost.*harbour-rail\/production.*2/,
    );
    // A restore is another kind of change, asked for where its moment is chosen.
    expect(within(restore).queryByRole('button')).not.toBeInTheDocument();
    expect(within(restore).getByRole('link', { name: 'Open' })).toHaveAttribute(
      'href',
      '/catalog/default/component/harbour-civil-production/recovery',
    );
    expect(
      within(await way(/Fix forward 18.0-2026.12.1/)).getByRole('button'),
    ).toHaveTextContent('Promote');
    expect(await way(/Configuration without change/)).toHaveTextContent(
      /not allowed.*has not changed.*downtime not known.*data lost: not known/,
    );
    const history = within(screen.getByRole('table', { name: 'History' }));
    expect(history.getByRole('row', { name: /10.1/ })).toHaveTextContent(
      /past change control.*verified.*24 h check not judged/,
    );
    expect(
      screen.getByRole('region', {
        name: 'What a green one here does not prove',
      }),
    ).toHaveTextContent(/Integrations/);
    expect(screen.getByRole('list', { name: 'Factors' })).toHaveTextContent(
      /Rehearsal.*unknown.*No migration was rehearsed/,
    );
    expect(await violationsOf(container)).toEqual([]);
  });

  it('promotes after a preview that shows the gates, and goes to the change', async () => {
    answer(CALL, () => environmentReleaseOf());
    answer('GET /releases', () => refusal(500, 'Error', 'away'));
    const { asked, preview } = propose();
    open();
    const button = await screen.findByRole('button', {
      name: 'Promote to 18.0-2026.12.1',
    });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    const dialog = within(await screen.findByRole('dialog'));
    const submit = dialog.getByRole('button', {
      name: 'Propose the promotion',
    });
    await userEvent.type(dialog.getByLabelText('Reason'), 'December');
    expect(submit).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    const seen = within(await dialog.findByRole('region', { name: 'Preview' }));
    expect(seen.getByRole('list', { name: 'Gates' })).toHaveTextContent(
      /Approvals0 of 1 given/,
    );
    await userEvent.click(submit);
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent(
        '/changes/chg-next',
      ),
    );
    expect(asked.map(({ body }) => body)).toEqual([
      {
        kind: 'promote',
        environment: 'harbour-civil/production',
        release: '18.0-2026.12.1',
        reason: 'December',
        dryRun: true,
      },
      {
        kind: 'promote',
        environment: 'harbour-civil/production',
        release: '18.0-2026.12.1',
        reason: 'December',
        expectedContentHash: preview.contentHash,
      },
    ]);
  });

  it('holds up to a day by an update, and keeps what was typed when that is refused', async () => {
    answer(CALL, () => environmentReleaseOf());
    const asked = answer('POST /changes', () =>
      refusal(409, 'ConflictError', 'Another change is on its way'),
    );
    open();
    const button = await screen.findByRole('button', { name: 'Hold' });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Reason'), 'Audit');
    expect(dialog.getByRole('button', { name: 'Preview' })).toBeDisabled();
    await userEvent.type(dialog.getByLabelText('Up to and with'), '2026-12-31');
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /Another change is on its way/,
    );
    expect(dialog.getByLabelText('Reason')).toHaveValue('Audit');
    expect(
      dialog.getByRole('button', { name: 'Propose the hold' }),
    ).toBeDisabled();
    expect(asked[0].body).toEqual({
      kind: 'update',
      environment: 'harbour-civil/production',
      spec: { hold: '2026-12-31' },
      reason: 'Audit',
      dryRun: true,
    });
  });

  it('says who may not, and disables what they may not', async () => {
    answer(CALL, () =>
      environmentReleaseOf({ environment: 'quay-rail/production' }),
    );
    open('/', { result: AuthorizeResult.DENY });
    expect(
      (
        await screen.findAllByText(
          'You may not propose changes of quay-rail/production: ask its owner.',
        )
      ).length,
    ).toBe(2);
    expect(screen.getByRole('button', { name: 'Hold' })).toBeDisabled();
    expect(
      screen.getByRole('button', { name: /Roll back: Earlier image/ }),
    ).toBeDisabled();
  });

  it('says that nothing is known rather than that nothing is wrong', async () => {
    answer(CALL, () =>
      environmentReleaseOf({
        previous: undefined,
        candidate: undefined,
        history: [],
        risk: [],
        rollBack: [],
        parity: [],
        failureRate: undefined,
        timeToRestore: undefined,
      }),
    );
    answer('GET /releases', () => ({
      items: [],
      total: 0,
      errors: [{ file: 'releases/x.yaml', message: 'is no YAML' }],
    }));
    open();
    expect(await screen.findByText(/None is known: no earlier/)).toBeVisible();
    const now = screen.getByRole('region', { name: 'Release' });
    await waitFor(() =>
      expect(now).toHaveTextContent(
        /none known: 1 release record cannot be read, see Releases/,
      ),
    );
    expect(screen.getAllByText('none to measure')).toHaveLength(2);
    expect(screen.getByRole('button', { name: 'Promote' })).toBeDisabled();
  });

  it.each([
    [404, 'NotFoundError', 'There is no such environment'],
    [403, 'NotAllowedError', 'You may not read it'],
    [500, 'Error', 'The database is away'],
  ])(
    'on %i says what failed and what still works',
    async (status, name, message) => {
      answer(CALL, () => refusal(status, name, message));
      open();
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(message);
      expect(alert).toHaveTextContent('The other tabs still work');
    },
  );
});
