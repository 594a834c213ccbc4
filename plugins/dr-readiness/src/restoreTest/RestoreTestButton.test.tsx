import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openElement } from '../__testUtils__/openRecovery';
import { recoveryOf } from '../__testUtils__/recovery';
import { RestoreTestButton } from './RestoreTestButton';

registerOdooServer();

const preview = changeOf({ kind: 'restore-test', id: undefined });

async function openDialog() {
  openElement(<RestoreTestButton recovery={recoveryOf()} />);
  await userEvent.click(
    await screen.findByRole('button', { name: 'Run a restore test' }),
  );
  return within(await screen.findByRole('dialog'));
}

describe('RestoreTestButton', () => {
  it('previews, asks for exactly what was previewed, once, and goes to the change', async () => {
    const asked = answer('POST /changes', ({ body }) =>
      (body as { dryRun?: boolean }).dryRun
        ? preview
        : changeOf({ id: 'chg-9' }),
    );
    const dialog = await openDialog();
    const request = dialog.getByRole('button', {
      name: 'Request the restore test',
    });
    await userEvent.type(dialog.getByLabelText('Reason'), 'Due this month');
    expect(request).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    expect(
      await dialog.findByRole('region', { name: 'Preview' }),
    ).toBeVisible();
    expect(asked[0].body).toEqual({
      kind: 'restore-test',
      environment: 'harbour-civil/production',
      reason: 'Due this month',
      dryRun: true,
    });
    await userEvent.click(request);
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent('/changes/chg-9'),
    );
    expect(asked[1].body).toEqual({
      kind: 'restore-test',
      environment: 'harbour-civil/production',
      reason: 'Due this month',
    });
    expect(asked[1].headers.get('Idempotency-Key')).toMatch(/.{16}/);
  });

  it('asks for a moment in the zone that was chosen; another moment needs another preview', async () => {
    const asked = answer('POST /changes', () => preview);
    const dialog = await openDialog();
    await userEvent.type(dialog.getByLabelText('Reason'), 'Drill');
    await userEvent.click(dialog.getByLabelText('A moment'));
    fireEvent.change(dialog.getByLabelText('Moment to restore'), {
      target: { value: '2026-11-23T14:05:09' },
    });
    expect(dialog.getByText(/14:05:09 UTC/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    await dialog.findByRole('region', { name: 'Preview' });
    expect(asked[0].body).toMatchObject({
      restoreTest: { to: '2026-11-23T14:05:09.000Z' },
    });
    await userEvent.click(dialog.getByLabelText('The newest restore point'));
    expect(
      dialog.getByRole('button', { name: 'Request the restore test' }),
    ).toBeDisabled();
  });

  it('shows the refusal of the server and keeps the form', async () => {
    answer('POST /changes', () =>
      refusal(403, 'NotAllowedError', 'You may not propose here'),
    );
    const dialog = await openDialog();
    await userEvent.type(dialog.getByLabelText('Reason'), 'Drill');
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /You may not propose here.*What you typed is kept/,
    );
    expect(dialog.getByLabelText('Reason')).toHaveValue('Drill');
  });
});
