import { configure, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { choicesOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openForm } from './__testUtils__/openForm';
import { readTemplate } from './__testUtils__/template';

registerOdooServer();
// The whole Scaffolder is loaded and drawn in every test.
configure({
  asyncUtilTimeout: 15_000,
  getElementError: message => new Error(message?.split('\n')[0] ?? ''),
});

beforeEach(() => {
  window.scrollTo = () => {};
  answer('GET /choices', () => choicesOf());
});

it('begins the series upgrade of a production, and of nothing else', async () => {
  const begun = openForm(readTemplate('odoo-series-upgrade'));
  const type = async (label: RegExp, text: string) =>
    userEvent.type(await screen.findByLabelText(label), text);
  const press = (name: string) =>
    userEvent.click(screen.getByRole('button', { name }));
  await type(/^Environment/, 'harbour-civil/qa');
  await type(/^Tenant of the new one/, 'harbour-civil-19');
  await type(/^Release/, '19.0-2026.11.1');
  await type(/^Reason/, 'Support of 18.0 ends');
  await press('Review');
  expect(await screen.findAllByText(/must match pattern/)).not.toEqual([]);
  await userEvent.clear(screen.getByLabelText(/^Environment/));
  await type(/^Environment/, 'harbour-civil/production');
  await press('Review');
  await screen.findByRole('button', { name: 'Begin' });
  await press('Begin');
  await waitFor(() =>
    expect(begun).toEqual([
      {
        environment: 'harbour-civil/production',
        clone: 'harbour-civil-19',
        release: '19.0-2026.11.1',
        reason: 'Support of 18.0 ends',
      },
    ]),
  );
}, 60_000);
