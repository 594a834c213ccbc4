import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import { openPage } from '../__testUtils__/openPages';
import { releaseDetailOf } from '../__testUtils__/release';
import { rolloutOf } from '../__testUtils__/rollout';

registerOdooServer();

const CALL = 'GET /releases/18.0-2026.11.1';
const PATH = '/releases/18.0-2026.11.1';

const table = async (name: string) =>
  within(await screen.findByRole('table', { name }));

describe('ReleasePage', () => {
  it('tells what it is, how far it came, where it failed and what speaks for it', async () => {
    answer(CALL, () => releaseDetailOf());
    const { container } = openPage(PATH);
    const facts = await screen.findByRole('region', {
      name: 'Release 18.0-2026.11.1',
    });
    expect(facts).toHaveTextContent(/Provenancepass Signed, tested/);
    expect(facts).toHaveTextContent(
      /schema: additive A column for the site of a purchase order/,
    );
    const rings = await table('Rings');
    expect(rings.getByRole('row', { name: /Staging/ })).toHaveTextContent(
      /4 of 4.*3.*0, budget 1.*soaked.*paused/,
    );
    expect(rings.getByRole('row', { name: /Production/ })).toHaveTextContent(
      /1 of 6.*1, budget 1.*nothing verified yet/,
    );
    // What failed is what one looks for.
    const [, first] = (await table('Deployments')).getAllByRole('row');
    expect(first).toHaveTextContent(
      /harbour-civil\/production.*failed.*Approvals of purchase orders/,
    );
    expect(screen.getByText(/None is recorded: how long/)).toBeVisible();
    expect(
      screen.getByText(/None was taken: it came to no production/),
    ).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('counts the failures of what is listed only as such', async () => {
    const [verified, failed] = releaseDetailOf().deployments;
    answer(CALL, () =>
      releaseDetailOf({
        deployments: [
          failed,
          ...Array.from({ length: 199 }, (_, index) => ({
            ...verified,
            environment: `tenant-${index}/staging`,
          })),
        ],
      }),
    );
    openPage(PATH);
    expect(
      await screen.findByText('1 of the newest 200 deployments failed'),
    ).toBeVisible();
  });

  it('finds modules by name and by what they need', async () => {
    answer(CALL, () => releaseDetailOf());
    openPage(PATH);
    await userEvent.type(
      await screen.findByLabelText('Module, or what it needs'),
      'diary',
    );
    const modules = await table('Modules');
    expect(
      modules.getAllByRole('rowheader').map(cell => cell.textContent),
    ).toEqual(['site_diary', 'purchase_sites']);
    expect(screen.getByText('2 of 3 modules')).toBeVisible();
  });

  it('begins a rollout to a ring as it was previewed', async () => {
    answer(CALL, () => releaseDetailOf());
    const asked = answer('POST /rollouts', () => rolloutOf());
    answer('GET /rollouts/rol-4711-0815', () => rolloutOf());
    openPage(PATH);
    await userEvent.click(
      (
        await table('Rings')
      ).getByRole('button', {
        name: 'Promote to ring Production',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const begin = dialog.getByRole('button', { name: 'Begin the rollout' });
    const preview = dialog.getByRole('button', { name: 'Preview' });
    expect(preview).toBeDisabled();
    await userEvent.type(dialog.getByLabelText('Reason'), 'November');
    const soak = dialog.getByLabelText('Soak, minutes');
    await userEvent.clear(soak);
    await userEvent.type(soak, '1.5');
    expect(preview).toBeDisabled();
    await userEvent.clear(soak);
    await userEvent.type(soak, '90');
    await userEvent.click(preview);
    expect(
      await dialog.findByText(
        '3 environments, 2 at once; each batch soaks for 1 h. It pauses when more than 1 fail.',
      ),
    ).toBeVisible();
    expect(
      dialog.getAllByRole('listitem').map(item => item.textContent),
    ).toEqual([
      'harbour-civil/production: Approvals of purchase orders stopped',
      'harbour-rail/production',
      'quay-rail/production',
    ]);
    await userEvent.click(begin);
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent(
        '/rollouts/rol-4711-0815',
      ),
    );
    const request = {
      release: '18.0-2026.11.1',
      ring: 'production',
      reason: 'November',
      batch: 1,
      soak: 'PT90M',
    };
    expect(asked.map(({ body }) => body)).toEqual([
      { ...request, dryRun: true },
      request,
    ]);
  });

  it('begins nothing that reaches nothing, and keeps what was typed when it is refused', async () => {
    answer(CALL, () => releaseDetailOf());
    let isRefused = true;
    answer('POST /rollouts', () =>
      isRefused
        ? refusal(409, 'ConflictError', 'The ring has a rollout already')
        : rolloutOf({ items: [] }),
    );
    openPage(PATH);
    await userEvent.click(
      (
        await table('Rings')
      ).getByRole('button', {
        name: 'Promote to ring Staging',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Reason'), 'November');
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /has a rollout already/,
    );
    expect(dialog.getByLabelText('Reason')).toHaveValue('November');
    isRefused = false;
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    expect(await dialog.findByText(/It would reach nothing/)).toBeVisible();
    expect(
      dialog.getByRole('button', { name: 'Begin the rollout' }),
    ).toBeDisabled();
  });

  it('says of a record that cannot be read which line breaks which rule, and nothing of other records', async () => {
    answer(CALL, () => refusal(404, 'NotFoundError', 'Not one to be read'));
    answer('GET /releases', () => ({
      items: [],
      total: 0,
      errors: ['18.0-2026.11.1', '18.0-2026.11.2'].map(version => ({
        file: `releases/${version}.yaml`,
        line: 9,
        message: 'spec.digest: must be sha256: and 64 hexadecimal digits',
      })),
    }));
    openPage(PATH);
    const errors = await screen.findByRole('region', {
      name: 'Release records that cannot be read',
    });
    expect(errors).toHaveTextContent(
      /releases\/18.0-2026.11.1.yaml:9: spec.digest: must be/,
    );
    expect(errors).not.toHaveTextContent(/2026.11.2/);
  });

  it.each([
    [404, 'NotFoundError', 'There is no such release'],
    [403, 'NotAllowedError', 'You may not read releases'],
    [500, 'Error', 'The database is away'],
  ])(
    'on %i says what failed and what still works',
    async (status, name, message) => {
      answer(CALL, () => refusal(status, name, message));
      openPage(PATH);
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(message);
      expect(alert).toHaveTextContent(/matrix on Releases/);
    },
  );
});
