import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  AuthorizeResult,
  EvaluatePermissionRequest,
} from '@backstage/plugin-permission-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DayTwoActions, DayTwoActionsProps } from './DayTwoActions';

const QA = { tenant: 'harbour-civil', stage: 'qa' } as const;

function show(
  environment: DayTwoActionsProps['environment'],
  result: AuthorizeResult.ALLOW | AuthorizeResult.DENY = AuthorizeResult.ALLOW,
) {
  const asked: EvaluatePermissionRequest[] = [];
  const authorize = (request: EvaluatePermissionRequest) => {
    asked.push(request);
    return result;
  };
  renderInTestApp(<DayTwoActions environment={environment} />, {
    apis: [mockApis.permission({ authorize })],
  });
  return asked;
}
const button = () =>
  screen.findByRole('button', { name: 'Change this environment' });
async function menu() {
  const open = await button();
  await waitFor(() => expect(open).toBeEnabled());
  open.focus();
  await userEvent.keyboard('{Enter}');
  return within(await screen.findByRole('menu'));
}

describe('DayTwoActions', () => {
  it('opens by keyboard and leads to each form with the environment filled in', async () => {
    const asked = show(QA);
    const items = (await menu()).getAllByRole('menuitem');
    const urls = items.map(item => new URL((item as HTMLAnchorElement).href));
    expect(
      items.map((item, at) => [item.textContent, urls[at].pathname]),
    ).toEqual([
      ['Resize', '/create/templates/default/odoo-resize'],
      ['Restart', '/create/templates/default/odoo-restart'],
      ['Change the schedule', '/create/templates/default/odoo-schedule'],
      [
        'Change the criticality tier',
        '/create/templates/default/odoo-change-tier',
      ],
      ['Extend or expire', '/create/templates/default/odoo-expiry'],
      ['Change the host names', '/create/templates/default/odoo-host-names'],
      ['Promote a release', '/create/templates/default/odoo-promote'],
      ['Roll back', '/create/templates/default/odoo-roll-back'],
      ['Decommission', '/create/templates/default/odoo-decommission'],
    ]);
    for (const { searchParams } of urls) {
      expect(JSON.parse(searchParams.get('formData') ?? '')).toEqual({
        environment: 'harbour-civil/qa',
      });
    }
    expect(asked).toMatchObject([
      {
        permission: { name: 'odoo.change.propose' },
        resourceRef: 'harbour-civil/qa',
      },
    ]);
    expect(items[0]).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(items[1]).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('menu')).not.toBeInTheDocument(),
    );
    expect(await button()).toHaveFocus();
  });

  it('says what production does not do', async () => {
    show({ tenant: 'harbour-civil', stage: 'production' });
    const items = await menu();
    expect(
      items.getByText('Production does not expire').closest('li'),
    ).toHaveAttribute('aria-disabled', 'true');
    // One that is stopped is started there.
    expect(
      items.getByRole('menuitem', { name: 'Change the schedule' }),
    ).toHaveAttribute('href', expect.stringContaining('odoo-schedule'));
  });

  it('is closed to who may not propose, and says why', async () => {
    // Answers are kept by environment, over tests as well.
    show({ tenant: 'harbour-civil', stage: 'dev' }, AuthorizeResult.DENY);
    expect(
      await screen.findByText(
        'You may not propose changes of harbour-civil/dev: ask its owner.',
      ),
    ).toBeVisible();
    expect(await button()).toBeDisabled();
    expect(await button()).toHaveAccessibleDescription(/may not propose/);
  });

  it('is closed while a change is on its way, and leads to it', async () => {
    show({ ...QA, pendingChange: 'chg-12345-678' });
    expect(
      await screen.findByRole('link', { name: 'chg-1234' }),
    ).toHaveAttribute('href', '/changes/chg-12345-678');
    expect(await button()).toBeDisabled();
  });
});
