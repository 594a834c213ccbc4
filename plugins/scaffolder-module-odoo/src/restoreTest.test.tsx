import { configure, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { choicesOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openForm } from './__testUtils__/openForm';
import { restoreTestTemplate } from './__testUtils__/template';

registerOdooServer();
configure({
  asyncUtilTimeout: 15_000,
  getElementError: message => new Error(message?.split('\n')[0] ?? ''),
});

const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('the form of a restore test', () => {
  it('suggests the environments of the user and asks for the newest moment by default', async () => {
    answer('GET /choices', () => choicesOf());
    const [tenant] = choicesOf().tenants;
    const environment = `${tenant.name}/${tenant.stages[0]}`;
    const proposed = openForm(restoreTestTemplate);
    const field = await screen.findByRole('combobox', { name: /^Environment/ });
    await waitFor(() =>
      expect(
        Array.from((field as HTMLInputElement).list?.options ?? []).map(
          ({ value }) => value,
        ),
      ).toContain(environment),
    );
    await userEvent.type(field, environment);
    await userEvent.type(
      screen.getByLabelText(/^Reason/),
      'Before the month end',
    );
    await press('Review');
    await screen.findByText('Before the month end');
    await press('Start the restore test');
    await waitFor(() =>
      expect(proposed).toEqual([
        { environment, reason: 'Before the month end' },
      ]),
    );
  }, 60_000);
});
