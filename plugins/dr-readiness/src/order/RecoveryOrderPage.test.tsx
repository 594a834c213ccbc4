import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  RecoveryOrder,
  recoveryOrderSchema,
} from '@plumbline/plugin-odoo-common';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openPages } from '../__testUtils__/openRecovery';

registerOdooServer();

const step: RecoveryOrder['steps'][number] = {
  position: 1,
  environment: 'harbour-civil/production',
  tier: 1,
  owner: 'group:default/harbour-civil-erp',
  businessServices: ['finance', 'payroll'],
  after: ['cluster aks-west-1'],
  into: 'aks-west-1',
  restorableTo: '2026-11-23T11:53:00.000Z',
  startsAfterSeconds: 0,
  completesAfterSeconds: 2100,
  basis: 'from the last restore test',
  evidence: 'fresh',
};

const order = recoveryOrderSchema.parse({
  of: { region: 'northeurope' },
  asOf: '2026-11-23T12:00:00.000Z',
  steps: [
    step,
    {
      ...step,
      position: 2,
      environment: 'quay/production',
      restorableTo: null,
      completesAfterSeconds: null,
      problem: 'No copy outside of northeurope is known',
      evidence: 'stale',
    },
  ],
  services: [
    {
      service: 'finance',
      completesAfterSeconds: 2100,
      environments: ['harbour-civil/production'],
    },
    { service: 'analytics', completesAfterSeconds: null, environments: [] },
  ],
});

describe('RecoveryOrderPage', () => {
  beforeEach(() => {
    answer('GET /choices', () => refusal(403, 'NotAllowedError', 'no'));
  });

  it('lists who comes back first, when, after what, and plainly what cannot be done', async () => {
    const asked = answer('GET /recovery-order', () => order);
    openPages('/order');
    expect(await screen.findByText('Whose recovery?')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Region'), 'northeurope{Enter}');
    const document = await screen.findByRole('article', {
      name: 'Recovery order when region northeurope is lost',
    });
    expect(asked[0].query).toBe('region=northeurope');
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent(
        '/recovery/order?region=northeurope',
      ),
    );
    const rowsOf = (name: string) =>
      within(within(document).getByRole('table', { name }))
        .getAllByRole('row')
        .slice(1);
    expect(
      rowsOf('Business services').map(({ textContent }) => textContent),
    ).toEqual([
      'financeafter 35 minharbour-civil/production',
      'analyticscannot be estimated',
    ]);
    const [first, second] = rowsOf('Steps');
    expect(first).toHaveTextContent(
      /1\. harbour-civil\/production.*cluster aks-west-1.*after 35 min \(from the last restore test\)/,
    );
    expect(second).toHaveTextContent(
      /not known stale ?problem No copy outside of northeurope is known/,
    );
    expect(second).not.toHaveTextContent(/after 35 min/);
  });

  it('says where else the order is when the portal cannot tell it', async () => {
    answer('GET /recovery-order', () =>
      refusal(503, 'ServiceUnavailableError', 'away'),
    );
    openPages('/order?tenant=harbour-civil');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /published daily as a plain document/,
    );
  });
});
