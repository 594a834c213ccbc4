import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Change } from '@plumbline/plugin-odoo-common';
import {
  changeOf,
  contentHashOf,
  planOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openChanges } from '../__testUtils__/openChanges';

registerOdooServer();

const no = (reason: string) => ({ allowed: false, reason });
const yes = { allowed: true };
const FOR_APPROVER = {
  approve: yes,
  reject: yes,
  cancel: no('Only who requested it may cancel it'),
  update: no('Only an author may revise it'),
};
const FOR_AUTHOR = {
  approve: no('You wrote revision 1: nobody approves their own change'),
  reject: no('You wrote revision 1'),
  cancel: yes,
  update: yes,
};

/** The change as the server has it; a test moves it on. */
function serve(change: Partial<Change>) {
  const server = { change: changeOf(change) };
  answer('GET /changes/chg-7', () => server.change);
  return server;
}

const section = (name: string) => screen.findByRole('region', { name });
const button = (name: string) => screen.getByRole('button', { name });

describe('ChangePage', () => {
  it('names both releases of a promotion, whose plan of sizes is the same', async () => {
    serve({
      kind: 'promote',
      release: { from: '18.0-2026.10.1', to: '18.0-2026.11.1' },
    });
    openChanges('/chg-7');
    expect(
      await screen.findByText(/^Release/, { selector: 'p' }),
    ).toHaveTextContent(
      'Release 18.0-2026.10.1 to 18.0-2026.11.1, what it changes',
    );
    expect(
      screen.getByRole('link', { name: 'what it changes' }),
    ).toHaveAttribute('href', '/compare?from=18.0-2026.10.1&to=18.0-2026.11.1');
  });

  it('names the change whose configuration a roll-back takes back', async () => {
    serve({
      kind: 'roll-back',
      rollBack: { move: 'configuration-only', to: 'chg-6' },
    });
    openChanges('/chg-7');
    expect(
      await screen.findByText(/Takes back the configuration of/),
    ).toHaveTextContent('change chg-6');
  });

  it('says what, for what, by whom, why, what it does, and how it went', async () => {
    const plan = planOf();
    serve({
      kind: 'update',
      state: 'done',
      previousPlan: {
        ...plan,
        monthlyCost: { ...plan.monthlyCost, amount: 300 },
      },
      commit: 'c0ffee1234567890',
      commitParent: 'deadbeef12345678',
      timeline: [
        {
          state: 'proposed',
          at: '2026-11-23T09:00:00.000Z',
          actor: 'user:default/requester',
        },
        { state: 'approved', at: '2026-11-23T09:05:00.000Z' },
        { state: 'done', at: '2026-11-23T09:09:00.000Z' },
      ],
      parent: 'upg-19-4711',
      parentKind: 'series-upgrade',
    });
    openChanges('/chg-7');
    expect(
      await screen.findByRole('heading', {
        level: 2,
        name: 'update harbour-civil/staging',
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'series upgrade upg-19-4' }),
    ).toHaveAttribute('href', '/releases/series-upgrades/upg-19-4711');
    expect(document.title).toBe('update harbour-civil/staging: done');
    expect(
      screen.getByRole('link', { name: 'Health of harbour-civil/staging' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/harbour-civil-staging/health',
    );
    expect(screen.getByText('Rehearse the month end')).toBeVisible();
    expect(
      screen.getAllByRole('link', { name: 'requester' })[0],
    ).toHaveAttribute('href', '/catalog/default/user/requester');
    expect(screen.getByText('c0ffee1234567890')).toBeVisible();
    expect(screen.getByText('deadbeef12345678')).toBeVisible();
    expect(
      within(await section('Plan')).getByRole('row', { name: /^Cost/ }),
    ).toHaveTextContent(/EUR 300.*EUR 412.50/);
    expect(await section('Files')).toHaveTextContent(/kind: Environment/);
    expect(await section('Files')).toHaveTextContent(contentHashOf('a'));
    expect(
      within(await section('Gates')).getByText('14 of 14 objects pass'),
    ).toBeVisible();
    const steps = within(await section('Timeline')).getAllByRole('listitem');
    expect(steps[0]).toHaveTextContent(/proposed.*took 5 min/);
    expect(steps[2]).not.toHaveTextContent(/took|now/);
    expect(await section('Decision')).toHaveTextContent(
      'The change has ended; another change can follow it.',
    );
  });

  it('leads to the health of an environment only once that is committed', async () => {
    const { change } = serve({ kind: 'create', commit: undefined });
    openChanges('/chg-7');
    await screen.findByRole('heading', { level: 2, name: /^create/ });
    expect(
      screen.queryByRole('link', { name: /^Health of/ }),
    ).not.toBeInTheDocument();
    change.commit = 'c0ffee1234567890';
    change.state = 'reconciling';
    expect(
      await screen.findByRole(
        'link',
        { name: /^Health of/ },
        { timeout: 5000 },
      ),
    ).toBeVisible();
  }, 15_000);

  it('gives an author no way to approve, and says why', async () => {
    serve({ actions: FOR_AUTHOR });
    openChanges('/chg-7');
    const decision = await section('Decision');
    expect(decision).toHaveTextContent(
      'Approve: You wrote revision 1: nobody approves their own change',
    );
    expect(
      within(decision)
        .getAllByRole('button')
        .map(each => each.textContent),
    ).toEqual(['Cancel change']);
    expect(within(decision).queryByLabelText('Comment')).toBeNull();
  });

  it('approves with a comment the content that was shown', async () => {
    const server = serve({ actions: FOR_APPROVER });
    const approvals = answer('POST /changes/chg-7/approve', () => {
      server.change = changeOf({
        state: 'approved',
        actions: { ...FOR_APPROVER, approve: no('You have approved this') },
        approvals: [
          {
            approver: 'user:default/manager',
            comment: 'Quota is there',
            contentHash: contentHashOf('a'),
            at: '2026-11-23T09:20:00.000Z',
            valid: true,
          },
        ],
      });
      return server.change;
    });
    openChanges('/chg-7');
    await section('Decision');
    expect(button('Approve')).toBeDisabled();
    expect(button('Reject')).toBeDisabled();
    await userEvent.type(screen.getByLabelText('Comment'), '  Quota is there ');
    await userEvent.click(button('Approve'));
    expect(
      await within(await section('Approvals')).findByText('Quota is there'),
    ).toBeVisible();
    expect(approvals.map(({ body }) => body)).toEqual([
      { comment: 'Quota is there', contentHash: contentHashOf('a') },
    ]);
    expect(await section('Approvals')).toHaveTextContent(/1 of 1 given/);
    expect(screen.getByLabelText('Comment')).toHaveValue('');
  });

  it('keeps the comment when a decision is refused, and shows the reason and what holds now', async () => {
    const server = serve({ actions: FOR_APPROVER });
    answer('POST /changes/chg-7/approve', () => {
      server.change = changeOf({
        actions: FOR_APPROVER,
        revision: 2,
        contentHash: contentHashOf('b'),
      });
      return refusal(409, 'ConflictError', 'Another revision was proposed');
    });
    openChanges('/chg-7');
    await userEvent.type(await screen.findByLabelText('Comment'), 'Fine');
    await userEvent.click(button('Approve'));
    expect(
      await screen.findByText('Another revision was proposed'),
    ).toBeVisible();
    expect(screen.getByLabelText('Comment')).toHaveValue('Fine');
    expect(await screen.findByText(/revision 2 now/)).toBeVisible();
  });

  it('does not let approve a revision that came while the page was open, before it was seen', async () => {
    const server = serve({ actions: FOR_APPROVER });
    const approvals = answer(
      'POST /changes/chg-7/approve',
      () => server.change,
    );
    openChanges('/chg-7');
    await userEvent.type(await screen.findByLabelText('Comment'), 'Fine');
    expect(button('Approve')).toBeEnabled();
    server.change = changeOf({
      actions: FOR_APPROVER,
      revision: 2,
      contentHash: contentHashOf('b'),
      approvals: [
        {
          approver: 'user:default/other',
          comment: 'Looks right',
          contentHash: contentHashOf('a'),
          at: '2026-11-23T09:20:00.000Z',
          valid: false,
        },
      ],
    });
    // The page follows by itself.
    const seen = await screen.findByRole(
      'button',
      { name: 'I have seen revision 2' },
      { timeout: 10_000 },
    );
    expect(button('Approve')).toBeDisabled();
    expect(await section('Approvals')).toHaveTextContent(
      /0 of 1 given.*void: the content changed.*Looks right/,
    );
    await userEvent.click(seen);
    await userEvent.click(button('Approve'));
    await waitFor(() =>
      expect(approvals.map(({ body }) => body)).toEqual([
        { comment: 'Fine', contentHash: contentHashOf('b') },
      ]),
    );
  }, 20_000);

  it.each([
    ['Reject', FOR_APPROVER, { comment: 'Too large' }],
    ['Cancel change', FOR_AUTHOR, {}],
  ])('carries out: %s', async (name, actions, body) => {
    serve({ actions });
    const path = name === 'Reject' ? 'reject' : 'cancel';
    const asked = answer(`POST /changes/chg-7/${path}`, () => changeOf());
    openChanges('/chg-7');
    await section('Decision');
    const comment = screen.queryByLabelText('Comment');
    if (comment) await userEvent.type(comment, 'Too large');
    await userEvent.click(button(name));
    await waitFor(() =>
      expect(asked.map(request => request.body)).toEqual([body]),
    );
  });

  it.each<[string, Partial<Change>, RegExp]>([
    [
      'a gate that holds it',
      {
        state: 'blocked',
        gates: [
          {
            id: 'quota',
            title: 'Quota',
            verdict: 'fail',
            summary: 'north-1 has 2 CPU left, 9 are needed',
            evidence: [],
          },
        ],
      },
      /Held by Quota.*north-1 has 2 CPU left.*judged again by themselves/,
    ],
    [
      'what is stuck',
      {
        state: 'reconciling',
        awaiting: {
          what: 'web.ready to be ok',
          since: '2026-11-23T09:30:00.000Z',
          stuck: true,
        },
      },
      /Stuck: web\.ready to be ok.*Health tab/,
    ],
    [
      'why it failed',
      {
        state: 'failed',
        timeline: [
          {
            state: 'failed',
            at: '2026-11-23T09:30:00.000Z',
            note: 'The repository refused the push',
          },
        ],
      },
      /Failed.*The repository refused the push/,
    ],
  ])('says above everything %s', async (_, change, text) => {
    serve(change);
    openChanges('/chg-7');
    expect(await screen.findByRole('article', { name: '' })).toHaveTextContent(
      text,
    );
  });

  it('says what a change on its way waits for', async () => {
    serve({
      state: 'reconciling',
      awaiting: {
        what: 'Argo CD to sync commit c0ffee',
        since: '2026-11-23T09:30:00.000Z',
        stuck: false,
      },
    });
    openChanges('/chg-7');
    expect(
      await screen.findByText(
        /^Waiting for Argo CD to sync commit c0ffee since/,
      ),
    ).toBeVisible();
  });

  it('keeps what is shown when a refresh fails, and says so', async () => {
    const server = serve({ actions: FOR_APPROVER });
    openChanges('/chg-7');
    await section('Plan');
    answer('GET /changes/chg-7', () =>
      refusal(404, 'NotFoundError', 'There is no change chg-7'),
    );
    answer('POST /changes/chg-7/reject', () => server.change);
    await userEvent.type(screen.getByLabelText('Comment'), 'No');
    await userEvent.click(button('Reject'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The change chg-7 could not be loaded.*There is no change chg-7.*still shown/,
    );
    expect(await section('Plan')).toBeVisible();
  });

  it('says of a restore test what it restores and what it came to, instead of a plan', async () => {
    serve({
      kind: 'restore-test',
      state: 'done',
      restoreTest: {
        point: {
          backup: '20261123T060000',
          timeline: 1,
          segment: '000000010000000100000020',
          at: '2026-11-23T11:58:00.000Z',
          systemId: null,
          lineage: 'odoo-db',
        },
        nonce: 'a'.repeat(32),
      },
      conclusion: {
        outcome: 'failed',
        note: 'web/login did not answer',
        at: '2026-11-23T12:30:00.000Z',
      },
    });
    openChanges('/chg-7');
    const test = await section('Restore test');
    expect(test).toHaveTextContent(
      /Asked for ?the newest restore point ?Restores to ?23 Nov 2026, 11:58:00 UTC ?From ?base 20261123T060000, WAL up to 000000010000000100000020/,
    );
    expect(test).toHaveTextContent(/Came to ?failed web\/login did not answer/);
    expect(
      screen.queryByRole('region', { name: 'Plan' }),
    ).not.toBeInTheDocument();
  });
});
