import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  changeOf,
  contentHashOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import { rolloutListOf, rolloutSummaryOf } from '../__testUtils__/matrix';
import { openPage } from '../__testUtils__/openPages';
import { environmentReleaseOf, rolloutOf } from '../__testUtils__/rollout';

registerOdooServer();

const PATH = '/rollouts/rol-4711-0815';

const row = async (environment: string) => {
  const header = await screen.findByRole('rowheader', { name: environment });
  return within(header.closest('tr')!);
};

describe('RolloutPage', () => {
  it('says why it stands still, what failed, and who may do what', async () => {
    answer('GET /rollouts/rol-4711-0815', () => rolloutOf());
    const { container } = openPage(PATH);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/Paused by its failure budget/);
    expect(alert).toHaveTextContent(/no freeze stops a roll-back/);
    // One of the two that failed is somebody else's.
    expect(alert).toHaveTextContent(/1 more failed that you may not read/);
    expect(screen.getByText('Pause: It is paused already')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Pause' }),
    ).not.toBeInTheDocument();
    expect(
      (await row('harbour-rail/production')).getByRole('link', {
        name: 'chg-1001, done',
      }),
    ).toHaveAttribute('href', '/changes/chg-1001-1');
    expect(
      screen.getByText(/1 environment of it you may not read/),
    ).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('takes a failed environment back in two clicks', async () => {
    answer('GET /rollouts/rol-4711-0815', () => rolloutOf());
    answer('GET /environments/harbour-civil/production/release', () =>
      environmentReleaseOf(),
    );
    const preview = changeOf({ kind: 'roll-back', id: undefined });
    const asked = answer('POST /changes', ({ body }) =>
      (body as { dryRun?: boolean }).dryRun
        ? preview
        : changeOf({ id: 'chg-back' }),
    );
    openPage(PATH);
    const [button] = await screen.findAllByRole('button', {
      name: 'Roll back harbour-civil/production',
    });
    await userEvent.click(button);
    const propose = await screen.findByRole('button', {
      name: 'Propose the roll-back',
    });
    await waitFor(() => expect(propose).toBeEnabled());
    expect(
      screen.getByRole('radio', {
        name: /18.0-2026.10.1: 4 min down, no data lost, touches no other/,
      }),
    ).toBeChecked();
    await userEvent.click(propose);
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent(
        '/changes/chg-back',
      ),
    );
    expect(asked[1].body).toEqual({
      kind: 'roll-back',
      environment: 'harbour-civil/production',
      rollBack: { move: 'image-only', to: '18.0-2026.10.1' },
      reason:
        '18.0-2026.11.1 failed in ring production: Approvals of purchase orders stopped',
      expectedContentHash: preview.contentHash,
    });
  });

  it('takes nothing back where the environment does not run the release of the rollout', async () => {
    answer('GET /rollouts/rol-4711-0815', () => rolloutOf());
    const { current, previous } = environmentReleaseOf();
    answer('GET /environments/harbour-civil/production/release', () =>
      environmentReleaseOf({ current: { ...current, ...previous } }),
    );
    openPage(PATH);
    const [button] = await screen.findAllByRole('button', {
      name: 'Roll back harbour-civil/production',
    });
    await userEvent.click(button);
    expect(
      await screen.findByText(
        /It runs 18.0-2026.10.1: nothing of 18.0-2026.11.1 is left to take back/,
      ),
    ).toBeVisible();
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Propose the roll-back' }),
    ).toBeDisabled();
  });

  it.each([
    ['Resume', 'resume'],
    ['Stop everything', 'stop'],
  ])('%s wants a reason, and shows how it is then', async (label, action) => {
    let state: 'paused' | 'running' | 'stopped' = 'paused';
    answer('GET /rollouts/rol-4711-0815', () => rolloutOf({ state }));
    const steered = answer(`POST /rollouts/rol-4711-0815/${action}`, () => {
      state = action === 'stop' ? 'stopped' : 'running';
      return rolloutOf({ state });
    });
    openPage(PATH);
    await userEvent.click(await screen.findByRole('button', { name: label }));
    const dialog = within(await screen.findByRole('dialog'));
    const submit = dialog.getByRole('button', { name: label });
    expect(submit).toBeDisabled();
    await userEvent.type(dialog.getByLabelText('Reason'), 'Seen and judged');
    await userEvent.click(submit);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(steered.map(({ body }) => body)).toEqual([
      { reason: 'Seen and judged' },
    ]);
    expect(await screen.findByText(state)).toBeVisible();
  });

  it('skips one environment, and keeps what was typed when that is refused', async () => {
    answer('GET /rollouts/rol-4711-0815', () => rolloutOf());
    const skipped = answer('POST /rollouts/rol-4711-0815/skip', () =>
      refusal(409, 'ConflictError', 'Its change is applied already'),
    );
    openPage(PATH);
    await userEvent.click(
      (
        await row('quay-rail/production')
      ).getByRole('button', {
        name: 'Skip quay-rail/production',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Reason'), 'Audit this week');
    await userEvent.click(dialog.getByRole('button', { name: 'Skip it' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /Its change is applied already/,
    );
    expect(dialog.getByLabelText('Reason')).toHaveValue('Audit this week');
    expect(skipped[0].body).toEqual({
      environment: 'quay-rail/production',
      reason: 'Audit this week',
    });
  });

  it('approves what waits by the content that is shown, and says what came of each', async () => {
    const waiting = ['harbour-civil', 'harbour-rail', 'quay-rail'].map(
      (tenant, index) => ({
        environment: `${tenant}/production`,
        step: 'proposed' as const,
        change: `chg-${index}`,
        changeState: 'awaiting-approval' as const,
        since: new Date().toISOString(),
      }),
    );
    answer('GET /rollouts/rol-4711-0815', () =>
      rolloutOf({ state: 'running', failures: 0, items: waiting }),
    );
    waiting.forEach(({ change, environment }, index) => {
      const own = { allowed: false, reason: 'You wrote it' };
      const approve = index === 2 ? own : { allowed: true };
      answer(`GET /changes/${change}`, () =>
        changeOf({
          id: change,
          environment,
          contentHash: contentHashOf(String(index)),
          actions: { approve, reject: own, cancel: own, update: own },
        }),
      );
    });
    const asked = answer('POST /rollouts/rol-4711-0815/approve', () => ({
      items: [
        { change: 'chg-0', state: 'approved' },
        { change: 'chg-1', error: 'Its content has changed' },
      ],
    }));
    openPage(PATH);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve what waits (3)' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText('quay-rail/production: You wrote it'),
    ).toBeVisible();
    await userEvent.type(dialog.getByLabelText('Comment'), 'Read both');
    // Nothing is approved that nobody ticked.
    expect(dialog.getByRole('button', { name: 'Approve 0' })).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Tick all' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Approve 2' }));
    const outcome = await dialog.findByRole('list', {
      name: 'What came of each',
    });
    expect(outcome).toHaveTextContent(/chg-0 approved: now approved/);
    expect(outcome).toHaveTextContent(/chg-1 not approved Its content has/);
    expect(asked.map(({ body }) => body)).toEqual([
      {
        comment: 'Read both',
        contentHashes: {
          'chg-0': contentHashOf('0'),
          'chg-1': contentHashOf('1'),
        },
      },
    ]);
  });

  it('counts the soak down', async () => {
    const soaksUntil = new Date(Date.now() + 30 * 60_000 + 500).toISOString();
    answer('GET /rollouts/rol-4711-0815', () =>
      rolloutOf({
        state: 'running',
        failures: 0,
        because: undefined,
        soaksUntil,
      }),
    );
    openPage(PATH);
    expect(
      await screen.findByText(/soak left (30 min|29 min \d+ s) of 1 h/),
    ).toBeVisible();
    expect(screen.getByText('budget left 1 of 1 (0 failed)')).toBeVisible();
    expect(await screen.findByText(/soak left 29 min/)).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([
    [404, 'NotFoundError', 'There is no such rollout'],
    [403, 'NotAllowedError', 'You may not read it'],
    [500, 'Error', 'The database is away'],
  ])(
    'on %i says what failed and what still works',
    async (status, name, message) => {
      answer('GET /rollouts/rol-4711-0815', () =>
        refusal(status, name, message),
      );
      openPage(PATH);
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(
        'The rollout rol-4711 could not be loaded',
      );
      expect(alert).toHaveTextContent(message);
      expect(alert).toHaveTextContent(/each can be decided there/);
    },
  );
});

describe('RolloutsPage', () => {
  it('lists what there is, and says how to begin the first', async () => {
    answer('GET /rollouts', ({ query }) =>
      rolloutListOf(query.includes('ring=') ? [] : [rolloutSummaryOf()]),
    );
    const { unmount } = openPage('/rollouts');
    expect(
      await screen.findByRole('link', { name: '18.0-2026.11.1' }),
    ).toHaveAttribute('href', '/rollouts/rol-4711-0815');
    unmount();
    openPage('/rollouts?ring=critical');
    expect(await screen.findByText('No rollouts')).toBeVisible();
  });
});
