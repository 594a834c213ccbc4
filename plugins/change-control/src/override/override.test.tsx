import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Change, GateResult } from '@plumbline/plugin-odoo-common';
import {
  changeOf,
  contentHashOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openChanges } from '../__testUtils__/openChanges';

registerOdooServer();
// Every key that is typed renders the page anew.
jest.setTimeout(30_000);

const yes = { allowed: true };
const ACTIONS = { approve: yes, reject: yes, cancel: yes, update: yes };
const CLOSED: GateResult = {
  id: 'calendar',
  title: 'Calendar',
  verdict: 'fail',
  summary: 'Closed by Payroll until 18:00 UTC',
  evidence: [],
};
const OVERRIDE = {
  gate: 'calendar' as const,
  by: 'user:default/manager',
  reason: 'Supplier portal is down',
  contentHash: contentHashOf('a'),
  at: '2026-11-23T09:20:00.000Z',
  until: '2126-11-23T13:20:00.000Z',
  valid: true,
};

function open(change: Partial<Change>) {
  const server = {
    change: changeOf({ state: 'blocked', gates: [CLOSED], ...change }),
  };
  answer('GET /changes/chg-7', () => server.change);
  openChanges('/chg-7');
  return server;
}
const section = (name: string) => screen.findByRole('region', { name });
const may = (allowed: boolean, reason?: string) => ({
  ...ACTIONS,
  override: { allowed, reason, gates: ['calendar' as const] },
});

describe('overriding a gate', () => {
  it('is asked for beside the gate, with a reason and an end, and shown with both', async () => {
    const server = open({ actions: may(true) });
    const asked = answer('POST /changes/chg-7/override', () => {
      server.change = changeOf({
        state: 'awaiting-approval',
        overrides: [OVERRIDE],
        gates: [
          {
            ...CLOSED,
            verdict: 'overridden',
            summary: 'Overridden by user:default/manager until 13:20 UTC',
            judged: { verdict: 'fail', summary: CLOSED.summary },
          },
        ],
        actions: ACTIONS,
      });
      return server.change;
    });
    const gates = within(await section('Gates'));
    await userEvent.click(
      gates.getByRole('button', { name: 'Override Calendar' }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Override Calendar' }),
    );
    expect(dialog.getByRole('button', { name: 'Override' })).toBeDisabled();
    await userEvent.type(
      dialog.getByLabelText('Reason'),
      'Supplier portal is down',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Override' }));
    await waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0].body).toEqual({
      gate: 'calendar',
      reason: 'Supplier portal is down',
      until: expect.stringMatching(/Z$/),
      contentHash: contentHashOf('a'),
    });
    const { until } = asked[0].body as { until: string };
    expect(Date.parse(until)).toBeGreaterThan(Date.now());
    expect(await section('Gates')).toHaveTextContent(
      /overridden.*Without the override: fail\. Closed by Payroll until 18:00 UTC/,
    );
    expect(await section('Overrides')).toHaveTextContent(
      /overridden.*Calendar: manager.*Supplier portal is down.*has to say what was done/,
    );
  });

  it('keeps what was typed when it is refused, and says why', async () => {
    open({ actions: may(true) });
    answer('POST /changes/chg-7/override', () =>
      refusal(409, 'ConflictError', 'The change is not what you saw'),
    );
    await section('Gates');
    await userEvent.click(
      screen.getByRole('button', { name: 'Override Calendar' }),
    );
    await userEvent.type(await screen.findByLabelText('Reason'), 'Urgent');
    await userEvent.click(screen.getByRole('button', { name: 'Override' }));
    expect(
      await screen.findByText('The change is not what you saw'),
    ).toBeVisible();
    expect(screen.getByLabelText('Reason')).toHaveValue('Urgent');
  });

  it('is not offered to an author, with the reason, nor of a gate that cannot be overridden', async () => {
    open({
      actions: may(false, 'You wrote a revision of this change'),
      gates: [CLOSED, { ...CLOSED, id: 'policy', title: 'Policy' }],
    });
    const gates = await section('Gates');
    expect(gates).toHaveTextContent(
      /Override: You wrote a revision of this change/,
    );
    expect(within(gates).queryByRole('button')).toBeNull();
  });

  it('is not offered for a follow-up to somebody who only reads, with the reason', async () => {
    open({
      state: 'done',
      gates: [],
      overrides: [OVERRIDE],
      actions: {
        ...ACTIONS,
        followUp: { allowed: false, reason: 'Only people who may propose' },
      },
    });
    const overrides = await section('Overrides');
    expect(overrides).toHaveTextContent('Follow up: Only people who may');
    expect(within(overrides).queryByRole('button')).toBeNull();
  });

  it('is followed up, and shown as void when it no longer counts', async () => {
    const former = { ...OVERRIDE, valid: false };
    const server = open({
      state: 'done',
      gates: [],
      overrides: [former],
      actions: { ...ACTIONS, followUp: yes },
    });
    const asked = answer('POST /changes/chg-7/follow-up', () => {
      server.change = changeOf({
        state: 'done',
        gates: [],
        overrides: [
          {
            ...former,
            followUp: {
              by: 'user:default/requester',
              comment: 'Payroll ran on time',
              at: '2026-11-24T09:20:00.000Z',
            },
          },
        ],
      });
      return server.change;
    });
    expect(await section('Overrides')).toHaveTextContent(/void/);
    await userEvent.click(
      screen.getByRole('button', { name: 'Follow up Calendar' }),
    );
    await userEvent.type(
      await screen.findByLabelText('What was done'),
      'Payroll ran on time',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Follow up' }));
    await waitFor(() =>
      expect(asked.map(({ body }) => body)).toEqual([
        { gate: 'calendar', comment: 'Payroll ran on time' },
      ]),
    );
    await waitFor(async () =>
      expect(await section('Overrides')).toHaveTextContent(
        /Followed up by requester.*Payroll ran on time/,
      ),
    );
    expect(
      screen.queryByRole('button', { name: 'Follow up Calendar' }),
    ).toBeNull();
  });
});
