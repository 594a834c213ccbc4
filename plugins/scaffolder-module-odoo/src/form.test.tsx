import { configure, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
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
import { openForm } from './__testUtils__/openForm';

registerOdooServer();
// The whole Scaffolder is loaded and drawn in every test.
configure({
  asyncUtilTimeout: 15_000,
  getElementError: message => new Error(message?.split('\n')[0] ?? ''),
});

/** Answers dry runs; the proposals that were asked about, parsed as change control does. */
function answerDryRuns(
  respond: (proposal: ProposeChange) => object | Response,
) {
  const proposals: ProposeChange[] = [];
  answer('POST /changes', ({ body }) => {
    const proposal = proposeChangeSchema.parse(body);
    proposals.push(proposal);
    return respond(proposal);
  });
  return proposals;
}

const ready = () => changeOf({ id: undefined });
const wrong = (path: string, message: string, accepted: string) =>
  refusal(400, 'InputError', 'Wrong', [{ path, message, accepted }]);
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const choose = async (label: RegExp | string, option: RegExp | string) => {
  await userEvent.click(screen.getByRole('button', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
};
const type = async (label: RegExp, text: string) => {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
};
const preview = () =>
  screen.findByRole('region', { name: 'Preview of the change' });

/** Through the pages before the last, with what the form needs at least. */
async function goToPreview() {
  await type(/^Tenant/, 'harbour-civil');
  await press('Next');
  await screen.findByLabelText(/^Named users/);
  await press('Next');
  await screen.findByLabelText(/^Host name/);
  await press('Next');
  await screen.findByLabelText(/^Reason/);
}

describe('the form of odoo-environment in the Scaffolder', () => {
  let choicesAsked: unknown[];
  beforeEach(() => {
    window.scrollTo = () => {};
    choicesAsked = answer('GET /choices', () => choicesOf());
  });

  it('runs from what the platform offers to a proposal with the hash of what was seen', async () => {
    const dryRuns = answerDryRuns(ready);
    const proposed = openForm();
    await type(/^Tenant/, 'harbour-civil');
    await choose(/^Stage/, 'production');
    await choose(/^Criticality tier/, '2');
    await press('Next');

    await type(/^Named users/, '60');
    await choose(/^Series/, /^18\.0/);
    await userEvent.click(screen.getByRole('button', { name: /^Release/ }));
    expect(
      (await screen.findAllByRole('option')).map(option => option.textContent),
    ).toEqual(['Default', '18.0-2026.11.1, 2026-11-02, schema additive']);
    await userEvent.click(screen.getByRole('option', { name: /^18\.0/ }));
    await press('Next');

    await choose(/^Region/, 'North Europe (Ireland)');
    await userEvent.click(
      screen.getByRole('button', { name: /^Recovery region/ }),
    );
    expect(
      (await screen.findAllByRole('option')).map(option => option.textContent),
    ).toEqual(['Default', 'West Europe (Netherlands)']);
    await userEvent.click(screen.getByRole('option', { name: 'Default' }));
    await press('Next');

    const shown = await preview();
    expect(
      await within(shown).findByText(
        'Needs 1 approval by somebody else before anything happens.',
      ),
    ).toBeVisible();
    expect(
      within(shown).getByRole('table', { name: 'Plan' }),
    ).toHaveTextContent(/EUR 412.50 \/ month/);
    expect(
      within(shown).getByRole('list', { name: 'Gates' }),
    ).toHaveTextContent('passSchema14 of 14 objects pass');
    expect(
      within(shown).getByText(
        'environments/harbour-civil/staging/environment.yaml',
      ),
    ).toBeVisible();

    // The reason is no part of the content: the preview stands while it is typed.
    const asked = dryRuns.length;
    await type(/^Reason/, 'Go live');
    expect(within(shown).getByRole('table', { name: 'Plan' })).toBeVisible();
    expect(dryRuns).toHaveLength(asked);
    await press('Review');
    await press('Propose the change');
    await waitFor(() =>
      expect(proposed).toEqual([
        expect.objectContaining({
          tenant: 'harbour-civil',
          stage: 'production',
          // A number, not the text of the list.
          tier: 2,
          namedUsers: 60,
          series: '18.0',
          release: '18.0-2026.11.1',
          region: 'northeurope',
          reason: 'Go live',
          contentHash: contentHashOf('a'),
        }),
      ]),
    );
    expect(dryRuns.every(({ dryRun }) => dryRun)).toBe(true);
    expect(dryRuns.at(-1)?.spec).toEqual({
      tier: 2,
      region: 'northeurope',
      odoo: { series: '18.0', release: '18.0-2026.11.1' },
      users: { named: 60 },
      schedule: 'always',
    });
    expect(choicesAsked).toHaveLength(1);
  }, 60_000);

  it('shows a rule that joins fields at the field that breaks it, and asks once a page', async () => {
    const dryRuns = answerDryRuns(({ spec }) =>
      spec?.tier === 3
        ? ready()
        : wrong('spec.tier', 'production is never tier 4', '1, 2 or 3'),
    );
    openForm();
    await type(/^Tenant/, 'harbour-civil');
    await choose(/^Criticality tier/, '4');
    await press('Next');
    const tier = screen.getByRole('button', { name: /^Criticality tier/ });
    await waitFor(() =>
      expect(tier).toHaveAccessibleDescription(
        /production is never tier 4\. Accepted: 1, 2 or 3\.$/,
      ),
    );
    expect(screen.getByLabelText(/^Tenant/)).not.toHaveAccessibleDescription(
      /never tier 4/,
    );
    expect(dryRuns).toHaveLength(1);

    await choose(/^Criticality tier/, '3');
    await press('Next');
    expect(await screen.findByLabelText(/^Named users/)).toBeVisible();
  }, 30_000);

  it('shows a wrong default at a field that nobody touched', async () => {
    answerDryRuns(() =>
      wrong('spec.owner', 'has no group', 'an entity reference'),
    );
    openForm();
    await type(/^Tenant/, 'harbour-civil');
    await press('Next');
    await waitFor(() =>
      expect(screen.getByLabelText(/^Owner/)).toHaveAccessibleDescription(
        /has no group/,
      ),
    );
  }, 30_000);

  it('says at the tenant that the environment exists, on the first page', async () => {
    answerDryRuns(() =>
      refusal(409, 'ConflictError', 'harbour-civil/staging exists already'),
    );
    openForm();
    await type(/^Tenant/, 'harbour-civil');
    await press('Next');
    await waitFor(() =>
      expect(screen.getByLabelText(/^Tenant/)).toHaveAccessibleDescription(
        /harbour-civil\/staging exists already/,
      ),
    );
  }, 30_000);

  it('lets a field be typed when the choices could not be loaded', async () => {
    answer('GET /choices', () =>
      refusal(503, 'ServiceUnavailableError', 'Away'),
    );
    answerDryRuns(ready);
    openForm();
    await type(/^Tenant/, 'harbour-civil');
    await press('Next');
    const series = await screen.findByRole('textbox', { name: /^Series/ });
    expect(series).toHaveAccessibleDescription(
      /The choices could not be loaded \(Away\): type it\./,
    );
    await userEvent.type(series, '18.0');
    expect(series).toHaveValue('18.0');
  }, 30_000);

  it('names every wrong field on the last page and does not go on without a preview', async () => {
    let fails = false;
    answerDryRuns(() =>
      fails
        ? refusal(400, 'InputError', 'Wrong', [
            {
              path: 'spec.hostnames.0',
              message: 'is taken',
              accepted: 'a free one',
            },
            {
              path: 'spec.users.named',
              message: 'Too big',
              accepted: 'up to 5000',
            },
          ])
        : ready(),
    );
    openForm();
    await goToPreview();
    fails = true;
    await type(/^Reason/, 'Go live');
    const list = await within(await preview()).findByRole('alert');
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Host name: is taken. Accepted: a free one.',
      'Named users: Too big. Accepted: up to 5000.',
    ]);
    await press('Review');
    expect(
      await screen.findByText(
        'There is no preview yet: correct what it names, or wait until it is shown.',
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Propose the change' }),
    ).not.toBeInTheDocument();
  }, 30_000);

  it.each([
    [403, 'NotAllowedError', 'You may not propose changes of harbour-civil'],
    [409, 'ConflictError', 'harbour-civil/staging exists already'],
  ])(
    'says why a preview was refused: %s',
    async (status, name, message) => {
      let refuses = false;
      answerDryRuns(() => (refuses ? refusal(status, name, message) : ready()));
      openForm();
      await goToPreview();
      refuses = true;
      await type(/^Reason/, 'Go live');
      expect(
        await within(await preview()).findByRole('alert'),
      ).toHaveTextContent(message);
    },
    30_000,
  );

  it('tries a preview that failed again, and keeps what was entered', async () => {
    let fails = false;
    answerDryRuns(() =>
      fails ? HttpResponse.text('<html>', { status: 502 }) : ready(),
    );
    openForm();
    await goToPreview();
    fails = true;
    await type(/^Reason/, 'Go live');
    const shown = await preview();
    expect(await within(shown).findByRole('alert')).toHaveTextContent(
      /The preview could not be made.*Nothing that you entered is lost/,
    );
    fails = false;
    await userEvent.click(within(shown).getByRole('button', { name: 'Retry' }));
    expect(
      await within(shown).findByRole('table', { name: 'Plan' }),
    ).toBeVisible();
    expect(screen.getByLabelText(/^Reason/)).toHaveValue('Go live');
  }, 30_000);
});
