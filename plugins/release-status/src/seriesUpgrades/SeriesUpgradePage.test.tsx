import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  seriesUpgradeListSchema,
  seriesUpgradeSummarySchema,
} from '@plumbline/plugin-odoo-common';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import { openElement, openPage } from '../__testUtils__/openPages';
import { seriesUpgradeOf } from '../__testUtils__/seriesUpgrade';
import { NewSeriesButton } from './NewSeriesButton';

registerOdooServer();

const PATH = '/releases/series-upgrades/upg-19-4711';
const GET = 'GET /series-upgrades/upg-19-4711';

const step = async (name: string) => {
  const list = await screen.findByRole('list', { name: 'Steps' });
  const heading = within(list).getByRole('heading', { name });
  return within(heading.closest('li')!);
};

describe('SeriesUpgradePage', () => {
  it('says how far it is, what it will cost, and who said what about the step whose turn it is', async () => {
    answer(GET, () => seriesUpgradeOf());
    const confirmed = answer(
      'POST /series-upgrades/upg-19-4711/steps/look/confirm',
      () => seriesUpgradeOf(),
    );
    const { container } = openPage(PATH);
    const rehearsed = await step('Rehearse');
    expect(rehearsed.getByText('done')).toBeVisible();
    expect(rehearsed.getByRole('link', { name: /chg-2001/ })).toHaveAttribute(
      'href',
      '/changes/chg-2001-1',
    );
    expect(screen.getByText(/rehearsal took 42 min/)).toBeVisible();
    expect(
      (await step('Stop the old one')).getByText('not open yet'),
    ).toBeVisible();
    expect(
      screen.getByText(
        /Go back to the old one: harbour-civil\/production runs/,
      ),
    ).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);

    // One button, of the step whose turn it is.
    const buttons = within(screen.getByRole('list', { name: 'Steps' }));
    expect(buttons.getAllByRole('button')).toHaveLength(1);
    await userEvent.click(
      buttons.getByRole('button', { name: 'Confirm: Look at the rehearsal' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Reason'), 'Open items agree');
    await userEvent.click(dialog.getByRole('button', { name: 'Confirm' }));
    await waitFor(() =>
      expect(confirmed.at(-1)?.body).toEqual({
        reason: 'Open items agree',
      }),
    );
  });

  it('says why this person can do nothing about it', async () => {
    answer(GET, () =>
      seriesUpgradeOf(
        {},
        {
          look: {
            state: 'open',
            because: undefined,
            action: {
              type: 'confirm',
              allowed: false,
              reason: 'Whoever began it does not confirm this',
            },
          },
        },
      ),
    );
    openPage(PATH);
    expect(
      (await step('Look at the rehearsal')).getByText(/Whoever began it/),
    ).toBeVisible();
  });

  it('proposes the change of a step as it was previewed', async () => {
    answer(GET, () =>
      seriesUpgradeOf(
        {},
        {
          look: { state: 'done', because: undefined },
          stop: {
            state: 'open',
            because: undefined,
            proposes: {
              kind: 'update',
              environment: 'harbour-civil/production',
            },
            action: { type: 'propose', allowed: true },
          },
        },
      ),
    );
    const preview = changeOf({ kind: 'update', id: undefined });
    const asked = answer(
      'POST /series-upgrades/upg-19-4711/steps/stop/propose',
      ({ body }) =>
        (body as { dryRun?: boolean }).dryRun
          ? preview
          : changeOf({ id: 'chg-stop' }),
    );
    openPage(PATH);
    const button = {
      name: 'Propose: update harbour-civil/production',
    };
    await userEvent.click(
      (await step('Stop the old one')).getByRole('button', button),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const submit = dialog.getByRole('button', { name: 'Propose the change' });
    expect(submit).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    await waitFor(() => expect(submit).toBeEnabled());
    await userEvent.click(submit);
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent(
        '/changes/chg-stop',
      ),
    );
    expect(asked.at(-1)?.body).toMatchObject({
      expectedContentHash: preview.contentHash,
    });
  });

  it('shows the way back while a change of the way forth is still under way', async () => {
    const { steps } = seriesUpgradeOf(
      {},
      { 'cut-over': { state: 'under-way', because: 'The clone is critical' } },
    );
    const back = (
      ['stop-clone', 'start-old', 'dns-back', 'clean-up-clone'] as const
    ).map((id, index) => ({
      ...steps.at(-1)!,
      id,
      ...(index === 0 && {
        state: 'open' as const,
        because: undefined,
        proposes: {
          kind: 'update' as const,
          environment: 'harbour-civil-19/production',
        },
        action: { type: 'propose' as const, allowed: true },
      }),
    }));
    answer(GET, () =>
      seriesUpgradeOf({ state: 'going-back', steps: [...steps, ...back] }),
    );
    openPage(PATH);
    expect(
      (await step('Stop the new one')).getByRole('button', {
        name: 'Propose: update harbour-civil-19/production',
      }),
    ).toBeVisible();
  });

  it('says what could not be loaded', async () => {
    answer(GET, () =>
      refusal(404, 'NotFoundError', 'There is no series upgrade'),
    );
    openPage(PATH);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The series upgrade upg-19-4 could not be loaded',
    );
  });

  it('lists them with the next step of each, and says how one is begun', async () => {
    const { steps, downtime, actions, ...upgrade } = seriesUpgradeOf();
    const item = seriesUpgradeSummarySchema.parse({
      ...upgrade,
      next: { step: 'look', state: 'open' },
    });
    let items = [item];
    answer('GET /series-upgrades', () =>
      seriesUpgradeListSchema.parse({ items, total: items.length }),
    );
    const { container, unmount } = openPage('/releases/series-upgrades');
    const link = { name: 'harbour-civil/production' };
    expect(await screen.findByRole('link', link)).toHaveAttribute('href', PATH);
    expect(screen.getByText('Look at the rehearsal, open')).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
    unmount();
    items = [];
    openPage('/releases/series-upgrades');
    expect(
      await screen.findByText(/Release tab of a production/),
    ).toBeVisible();
  });

  it('is begun from a production, for a release of a later series', async () => {
    const { steps, downtime, actions, ...first } = seriesUpgradeOf({
      id: 'upg-first',
      state: 'gone-back',
    });
    answer('GET /series-upgrades', () =>
      seriesUpgradeListSchema.parse({ items: [first], total: 1 }),
    );
    const of = (version: string, series: string, migratesFrom?: string[]) => ({
      migratesFrom,
      version,
      series,
      edition: 'construction',
      releasedAt: '2026-11-02T08:00:00Z',
      schemaClass: 'none',
      digest: `sha256:${'b'.repeat(64)}`,
      modules: 0,
    });
    answer('GET /releases', () => ({
      items: [
        of('19.0-2026.11.2', '19.0'),
        of('19.0-2026.11.1', '19.0', ['18.0']),
        of('18.0-2026.11.1', '18.0'),
      ],
      total: 3,
      errors: [],
    }));
    const begun = answer('POST /series-upgrades', () => seriesUpgradeOf());
    openElement(
      <NewSeriesButton
        environment="harbour-civil/production"
        current="18.0-2026.11.1"
        reasonId="why"
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'New series' }),
    );
    await userEvent.click(await screen.findByLabelText('Release'));
    const option = await screen.findByRole('option', {
      name: '19.0-2026.11.1',
    });
    expect(screen.queryByRole('option', { name: '19.0-2026.11.2' })).toBe(null);
    await userEvent.click(option);
    const tenant = screen.getByLabelText('Tenant of the new one');
    // What the first try left behind is kept under its name.
    expect(tenant).toHaveValue('harbour-civil-19-2');
    await userEvent.type(screen.getByLabelText('Reason'), 'Support ends');
    await userEvent.click(screen.getByRole('button', { name: 'Begin' }));
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent(PATH),
    );
    expect(begun.at(-1)?.body).toEqual({
      environment: 'harbour-civil/production',
      clone: 'harbour-civil-19-2',
      release: '19.0-2026.11.1',
      reason: 'Support ends',
    });
  });
});
