import { screen, within } from '@testing-library/react';
import { Change } from '@plumbline/plugin-odoo-common';
import { changeOf, planOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openChanges } from '../__testUtils__/openChanges';

registerOdooServer();

const decommissioned = {
  cluster: 'aks-north-1',
  goes: ['Deployment odoo-qa/odoo-web', 'Service odoo-qa/odoo-web'],
  stays: ['Cluster odoo-qa/odoo-db'],
  backups: 'https://backups.blob.example/harbour-civil-qa',
  monthlyCost: {
    amount: 150.25,
    currency: 'EUR',
    items: [
      { title: 'Web pods', amount: 0 },
      { title: 'Database', amount: 150.25 },
    ],
  },
};
const plan = planOf({
  monthlyCost: {
    amount: 412.5,
    currency: 'EUR',
    recoveryAmount: 38,
    items: [
      { title: 'Web pods', amount: 262.25 },
      { title: 'Database', amount: 150.25 },
    ],
  },
});
const section = async (name: RegExp | string) =>
  within(await screen.findByRole('region', { name }));

async function open(change: Partial<Change>) {
  answer('GET /changes/chg-7', () =>
    changeOf({ kind: 'decommission', requester: 'portal', ...change }),
  );
  openChanges('/chg-7');
  return section('What goes and what stays');
}

describe('the page of a decommission', () => {
  it('says what stops, what is left behind and from what it can be brought back', async () => {
    const facts = await open({ decommissioned, plan });
    expect(facts.getByText(/Its data is not deleted/)).toHaveTextContent(
      /stays on aks-north-1.*EUR 412.50.*goes on costing EUR 150.25/,
    );
    const costs = within(facts.getByRole('table', { name: 'Cost a month' }))
      .getAllByRole('row')
      .map(row => row.textContent);
    expect(costs).toEqual([
      'Cost a monthBeforeAfter',
      'Web podsEUR 262.25EUR 0.00',
      'DatabaseEUR 150.25EUR 150.25',
      'TogetherEUR 412.50EUR 150.25',
    ]);
    expect(facts.getByText(/^Backups/)).toHaveTextContent(
      decommissioned.backups,
    );
    expect(facts.getByText(/^Last restore point/)).toHaveTextContent(
      /once nothing writes any more/,
    );
    expect(
      within(facts.getByRole('region', { name: /^Stays/ }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(decommissioned.stays);
    expect(
      within(facts.getByRole('region', { name: /^Stops/ })).getAllByRole(
        'listitem',
      ),
    ).toHaveLength(2);
    // A plan of what goes would say nothing.
    expect(screen.queryByRole('region', { name: 'Plan' })).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Health of harbour-civil/staging' }),
    ).toBeVisible();
  });

  it('keeps the last restore point, and leads to no page that is gone', async () => {
    const facts = await open({
      state: 'done',
      commit: 'c0ffee1',
      conclusion: {
        outcome: 'passed',
        note: 'Stopped',
        at: '2026-11-23T12:02:00.000Z',
        commit: 'deadbeef1',
        parent: 'c0ffee1',
      },
      decommissioned: {
        ...decommissioned,
        lastRestorePoint: '2026-11-23T12:00:30.000Z',
      },
    });
    expect(facts.getByText(/^Last restore point/)).toHaveTextContent(
      /2026.*12:00:30/,
    );
    expect(screen.getByText('c0ffee1')).toBeVisible();
    expect(screen.getByText('deadbeef1')).toBeVisible();
    expect(screen.queryByRole('link', { name: /^Health of/ })).toBeNull();
  });

  it('says plainly that there are no backups', async () => {
    const facts = await open({
      decommissioned: { ...decommissioned, backups: undefined },
    });
    expect(facts.getByText(/^Backups/)).toHaveTextContent(
      'this tier keeps none',
    );
  });
});
