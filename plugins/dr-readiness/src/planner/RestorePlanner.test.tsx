import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { restorePlanSchema } from '@plumbline/plugin-odoo-common';
import {
  answer,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { choicesOf } from '@plumbline/plugin-odoo-common/testUtils';
import { RegionZone } from '../moment';
import { openElement } from '../__testUtils__/openRecovery';
import { testOf } from '../__testUtils__/recovery';
import { RestorePlanner } from './RestorePlanner';

registerOdooServer();

const plan = restorePlanSchema.parse({
  to: '2026-07-23T13:05:09.000Z',
  possible: true,
  summary: 'To 13:05 UTC loses 7 minutes.',
  point: testOf().result.point,
  lostSeconds: 420,
  backup: '20261123T060000',
  segments: 41,
  estimatedSeconds: 2100,
  estimateBasis: 'from the last restore test, scaled by size',
  alsoTouched: ['quay/production'],
  nearest: { before: null, after: null },
});
const refused = {
  ...plan,
  possible: false,
  summary: 'Nothing restorable covers 13:05 UTC.',
  point: null,
  nearest: { before: '2026-07-23T12:00:00.250Z', after: null },
};

describe('RestorePlanner', () => {
  it('answers in the zone of the region what a restore loses, needs, takes and touches, and offers what is near', async () => {
    answer('GET /choices', () => choicesOf());
    const asked = answer('GET /recovery/:tenant/:stage/plan', ({ query }) =>
      query.includes('13:05') ? refused : plan,
    );
    openElement(
      <RegionZone region={choicesOf().regions[0].name}>
        <RestorePlanner
          environment={{ tenant: 'harbour-civil', stage: 'production' }}
        />
      </RegionZone>,
    );
    const field = await screen.findByLabelText('Restore to');
    await screen.findByText(choicesOf().regions[0].timeZone);
    expect(screen.getByRole('button', { name: 'Plan' })).toBeDisabled();
    fireEvent.change(field, { target: { value: '2026-07-23T14:05:09' } });
    await userEvent.click(screen.getByRole('button', { name: 'Plan' }));
    expect(
      await screen.findByText('Nothing restorable covers 13:05 UTC.'),
    ).toBeVisible();
    expect(asked[0].query).toBe('to=2026-07-23T13:05:09.000Z');
    expect(screen.queryByText('Loses, up to now')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Before it/ }));
    expect(await screen.findByText('possible')).toBeVisible();
    // To the millisecond: a second earlier or later may not be restorable.
    expect(asked.at(-1)?.query).toBe('to=2026-07-23T12:00:00.250Z');
    expect(field).toHaveValue('2026-07-23T13:00');
    for (const fact of [
      '7 min',
      'base 20261123T060000 and 41 WAL segments',
      '35 min (from the last restore test, scaled by size)',
      'quay/production, unless it is restored aside',
    ]) {
      expect(screen.getByText(fact)).toBeVisible();
    }
  });
});
