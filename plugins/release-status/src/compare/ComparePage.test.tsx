import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Comparison, comparisonSchema } from '@plumbline/plugin-odoo-common';
import { choicesOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import { openPage } from '../__testUtils__/openPages';

registerOdooServer();
beforeEach(() => {
  answer('GET /choices', () => choicesOf());
});

const comparisonOf = (change: Partial<Comparison> = {}): Comparison =>
  comparisonSchema.parse({
    from: { name: 'harbour-civil/staging', release: '18.0-2026.11.1' },
    to: { name: '18.0-2026.10.1', release: '18.0-2026.10.1' },
    modules: {
      added: [{ name: 'site_diary', version: '18.0.1.2.0' }],
      removed: [{ name: 'attendance_old', version: '18.0.1.0.0' }],
      changed: [{ name: 'base', from: '18.0.1.3', to: '18.0.1.2' }],
      same: 41,
    },
    step: { schemaClass: 'breaking', back: true },
    configuration: [],
    ...change,
  });

const PATH = '/compare?from=harbour-civil%2Fstaging&to=18.0-2026.10.1';

describe('ComparePage', () => {
  it('says what the step does to the database, and every module that differs', async () => {
    answer('GET /compare', () => comparisonOf());
    const { container } = openPage(PATH);
    const step = await screen.findByRole('region', { name: 'The step' });
    expect(step).toHaveTextContent(
      /From harbour-civil\/staging \(18.0-2026.11.1\) to 18.0-2026.10.1, which is back/,
    );
    expect(step).toHaveTextContent(
      /schema: breaking.*Only a restore goes back/,
    );
    const modules = within(screen.getByRole('table', { name: 'Modules' }));
    expect(modules.getAllByRole('row').map(row => row.textContent)).toEqual([
      'Moduleharbour-civil/staging18.0-2026.10.1',
      'attendance_old18.0.1.0.0none',
      'base18.0.1.318.0.1.2',
      'site_diarynone18.0.1.2.0',
    ]);
    expect(screen.getByText(/1 added, 1 removed, 1 changed, 41/)).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
  });

  it.each([
    [
      '19.0-2026.11.1',
      true,
      /to 19.0-2026.11.1, of a later series.*The database is migrated.*Going back means restoring. A series upgrade leads there/,
    ],
    [
      '19.0-2026.11.2',
      false,
      /to 19.0-2026.11.2, of a later series.*The database is migrated.*Going back means restoring. A series upgrade leads there/,
    ],
    ['18.0-2026.11.1', false, /: the same release.*are the same.$/],
  ])(
    'never calls %s a way back from a release of 18.0, nor nothing a step',
    async (release, back, words) => {
      answer('GET /compare', () =>
        comparisonOf({
          to: { name: release, release },
          step: { schemaClass: 'breaking', back },
        }),
      );
      openPage(PATH);
      const step = await screen.findByRole('region', { name: 'The step' });
      expect(step).toHaveTextContent(words);
      expect(step).not.toHaveTextContent(/back to an earlier release/);
    },
  );

  it('asks what was typed, swaps, and keeps both in the URL', async () => {
    const asked = answer('GET /compare', () => comparisonOf());
    openPage('/compare');
    expect(await screen.findByText('Nothing to compare yet')).toBeVisible();
    await userEvent.type(screen.getByLabelText('From'), 'quay-rail/qa');
    await userEvent.type(
      screen.getByLabelText('To'),
      'quay-rail/production{Enter}',
    );
    await waitFor(() =>
      expect(asked[0].query).toBe('from=quay-rail/qa&to=quay-rail/production'),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Swap' }));
    await waitFor(() =>
      expect(asked.at(-1)?.query).toBe(
        'from=quay-rail/production&to=quay-rail/qa',
      ),
    );
    expect(screen.getByLabelText('From')).toHaveValue('quay-rail/production');
  });

  it.each([
    [404, 'NotFoundError', 'There is no environment harbour-civil/staging'],
    [403, 'NotAllowedError', 'You may not read it'],
    [500, 'Error', 'The database is away'],
  ])(
    'on %i says what failed; other names can be asked',
    async (status, name, message) => {
      answer('GET /compare', () => refusal(status, name, message));
      openPage(PATH);
      expect(await screen.findByRole('alert')).toHaveTextContent(message);
      expect(screen.getByLabelText('From')).toBeEnabled();
    },
  );
});
