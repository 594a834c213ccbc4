import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ProposeChange,
  proposeChangeSchema,
} from '@plumbline/plugin-odoo-common';
import {
  changeOf,
  choicesOf,
  contentHashOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { environmentOf } from './__testUtils__/environment';
import { openForm } from './__testUtils__/openForm';
import { readTemplate } from './__testUtils__/template';

registerOdooServer();
// The whole Scaffolder is loaded and drawn in every test.
configure({
  asyncUtilTimeout: 15_000,
  getElementError: message => new Error(message?.split('\n')[0] ?? ''),
});

const ENVIRONMENT = 'harbour-civil/production';
const releasedIn = (month: number) => ({
  version: `18.0-2026.${month}.1`,
  series: '18.0',
  schemaClass: 'none',
  releasedAt: `2026-${month}-02T08:00:00.000Z`,
});
/** The environment is on the one of November. */
const choices = choicesOf({
  releases: [
    { ...releasedIn(12), version: '17.0-2026.12.1', series: '17.0' },
    ...[12, 11, 10].map(releasedIn),
  ],
});

function answerDryRuns(respond: () => object | Response) {
  const proposals: ProposeChange[] = [];
  answer('POST /changes', ({ body }) => {
    proposals.push(proposeChangeSchema.parse(body));
    return respond();
  });
  return proposals;
}
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const preview = async () =>
  within(await screen.findByRole('region', { name: 'Preview of the change' }));
const open = (name: string) =>
  openForm(readTemplate(name), { environment: ENVIRONMENT });

/** Opens a list whose options came from the server. */
async function offered(label: RegExp): Promise<string[]> {
  await waitFor(() =>
    expect(
      screen.getByRole('button', { name: label }),
    ).not.toHaveAccessibleDescription(/being loaded/),
  );
  await userEvent.click(screen.getByRole('button', { name: label }));
  const options = await screen.findAllByRole('option');
  return options.map(({ textContent }) => textContent ?? '');
}

async function propose(reason: string) {
  await userEvent.type(screen.getByLabelText(/^Reason/), reason);
  await (await preview()).findByText(/^Needs 1 approval/);
  await press('Review');
  await screen.findByRole('button', { name: 'Propose the change' });
  await press('Propose the change');
}

beforeEach(() => {
  window.scrollTo = () => {};
  answer('GET /choices', () => choices);
  answer(`GET /environments/${ENVIRONMENT}`, environmentOf);
});

it('promotes to a newer release of the series, and asks for no preview before one is chosen', async () => {
  const dryRuns = answerDryRuns(() =>
    changeOf({ id: undefined, kind: 'promote', approvalsNeeded: 1 }),
  );
  const proposed = open('odoo-promote');
  expect(
    await (await preview()).findByText('Choose a release first.'),
  ).toBeVisible();
  await waitFor(() =>
    expect(
      screen.getByRole('button', { name: /^Release/ }),
    ).toHaveAccessibleDescription(/Now 18\.0-2026\.11\.1\.$/),
  );
  expect(await offered(/^Release/)).toEqual([
    '18.0-2026.12.1, 2026-12-02, schema none',
  ]);
  await userEvent.click(screen.getByRole('option', { name: /2026\.12\.1/ }));
  await propose('Site diaries');
  await waitFor(() =>
    expect(proposed).toEqual([
      {
        environment: ENVIRONMENT,
        release: '18.0-2026.12.1',
        reason: 'Site diaries',
        contentHash: contentHashOf('a'),
      },
    ]),
  );
  expect(dryRuns.map(({ kind }) => kind)).not.toContain('update');
  expect(dryRuns.at(-1)).toMatchObject({
    kind: 'promote',
    release: '18.0-2026.12.1',
    dryRun: true,
  });
}, 60_000);

it('rolls back to an earlier release, or by the id of a change', async () => {
  const dryRuns = answerDryRuns(() =>
    changeOf({ id: undefined, kind: 'roll-back', approvalsNeeded: 1 }),
  );
  const proposed = open('odoo-roll-back');
  expect(await offered(/^Back to/)).toEqual([
    '18.0-2026.10.1, 2026-10-02, schema none',
  ]);
  await userEvent.click(screen.getByRole('option', { name: /2026\.10\.1/ }));
  await propose('Approvals stand still');
  await waitFor(() =>
    expect(proposed).toMatchObject([
      { move: 'image-only', to: '18.0-2026.10.1' },
    ]),
  );
  expect(dryRuns.at(-1)?.rollBack).toEqual({
    move: 'image-only',
    to: '18.0-2026.10.1',
  });
}, 60_000);

it('stands what the server refuses at the field that asked for it', async () => {
  answerDryRuns(() =>
    refusal(400, 'InputError', 'Wrong', [
      {
        path: 'rollBack.to',
        message: '18.0-2026.10.1 needs a schema that is gone',
        accepted: 'none: restore',
      },
    ]),
  );
  open('odoo-roll-back');
  await offered(/^Back to/);
  await userEvent.click(screen.getByRole('option', { name: /2026\.10\.1/ }));
  await userEvent.type(screen.getByLabelText(/^Reason/), 'Back');
  const list = await (await preview()).findByRole('alert');
  expect(within(list).getByRole('listitem')).toHaveTextContent(
    'Back to: 18.0-2026.10.1 needs a schema that is gone. Accepted: none: restore.',
  );
  await press('Review');
  await waitFor(() =>
    expect(
      screen.getByRole('button', { name: /^Back to/ }),
    ).toHaveAccessibleDescription(/schema that is gone/),
  );
}, 60_000);
