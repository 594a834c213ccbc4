import {
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ProposeChange,
  proposeChangeSchema,
} from '@plumbline/plugin-odoo-common';
import {
  changeOf,
  choicesOf,
  contentHashOf,
  planOf,
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
const UNCHANGED = `${ENVIRONMENT} is already as proposed: nothing would change`;

/** Answers dry runs as change control does: what names no change is refused. */
function answerDryRuns(
  respond: (proposal: ProposeChange) => object | Response = () =>
    changeOf({
      id: undefined,
      kind: 'update',
      plan: planOf({ monthlyCost: { ...planOf().monthlyCost, amount: 520 } }),
      previousPlan: planOf(),
    }),
) {
  const proposals: ProposeChange[] = [];
  answer('POST /changes', ({ body }) => {
    const proposal = proposeChangeSchema.parse(body);
    proposals.push(proposal);
    const { users } = (proposal.spec ?? {}) as { users?: { named: number } };
    return users?.named === 250
      ? refusal(400, 'InputError', UNCHANGED)
      : respond(proposal);
  });
  return proposals;
}
const press = (name: string) =>
  userEvent.click(screen.getByRole('button', { name }));
const choose = async (label: RegExp, option: RegExp | string) => {
  await userEvent.click(await screen.findByRole('button', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
};
const type = async (label: RegExp, text: string) => {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  await userEvent.type(field, text);
};
const preview = async () =>
  within(await screen.findByRole('region', { name: 'Preview of the change' }));
const open = (name: string) =>
  openForm(readTemplate(name), { environment: ENVIRONMENT });

describe('the forms that change an environment', () => {
  beforeEach(() => {
    window.scrollTo = () => {};
    answer('GET /choices', () => choicesOf());
    answer(`GET /environments/${ENVIRONMENT}`, environmentOf);
  });

  it('resize shows what is now, what it becomes and costs, and proposes what was seen', async () => {
    const dryRuns = answerDryRuns();
    const proposed = open('odoo-resize');
    const users = await screen.findByLabelText(/^Named users/);
    expect(screen.getByLabelText(/^Environment/)).toHaveValue(ENVIRONMENT);
    await waitFor(() =>
      expect(users).toHaveAccessibleDescription(/Now 250\.$/),
    );
    // Nothing is changed yet: there is nothing to go on with.
    expect(
      await (await preview()).findByText(/^Nothing is changed yet/),
    ).toBeVisible();
    expect(dryRuns).toEqual([]);
    await type(/^Named users/, '250');
    expect(await (await preview()).findByText(UNCHANGED)).toBeVisible();
    await type(/^Reason/, 'The rail division joins');
    await press('Review');
    expect(
      await screen.findByText(
        'There is no preview yet: correct what it names, or wait until it is shown.',
      ),
    ).toBeVisible();

    await type(/^Named users/, '320');
    const cost = await (await preview()).findByRole('row', { name: /^Cost/ });
    expect(cost).toHaveTextContent(/EUR 412.50.*EUR 520.00/);
    expect(screen.getByLabelText(/^Reason/)).toHaveValue(
      'The rail division joins',
    );
    await press('Review');
    await screen.findByRole('button', { name: 'Propose the change' });
    await press('Propose the change');
    await waitFor(() =>
      expect(proposed).toEqual([
        {
          environment: ENVIRONMENT,
          namedUsers: 320,
          reason: 'The rail division joins',
          contentHash: contentHashOf('a'),
        },
      ]),
    );
    expect(dryRuns.at(-1)).toMatchObject({
      kind: 'update',
      spec: { users: { named: 320 } },
      dryRun: true,
    });
  }, 60_000);

  it('keeps what was typed and names field and fix when the server refuses', async () => {
    answerDryRuns(() =>
      refusal(400, 'InputError', 'Wrong', [
        {
          path: 'spec.data.databaseGiB',
          message: 'a volume cannot shrink; it has 120 GiB',
          accepted: '120 or more',
        },
      ]),
    );
    open('odoo-resize');
    await type(/^Database, GiB/, '20');
    await type(/^Reason/, 'Save');
    const list = await (await preview()).findByRole('alert');
    expect(within(list).getByRole('listitem')).toHaveTextContent(
      'Database, GiB: a volume cannot shrink; it has 120 GiB. Accepted: 120 or more.',
    );
    await press('Review');
    await waitFor(() =>
      expect(
        screen.getByLabelText(/^Database, GiB/),
      ).toHaveAccessibleDescription(/cannot shrink.*Accepted: 120 or more/),
    );
    expect(screen.getByLabelText(/^Database, GiB/)).toHaveValue(20);
  }, 30_000);

  it('change of tier offers other regions and asks where the data may lie', async () => {
    const dryRuns = answerDryRuns();
    const proposed = open('odoo-change-tier');
    await choose(/^Criticality tier/, '2');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: /^Recovery region/ }),
      ).toHaveAccessibleDescription(/Now/),
    );
    await userEvent.click(
      screen.getByRole('button', { name: /^Recovery region/ }),
    );
    expect(
      (await screen.findAllByRole('option')).map(option => option.textContent),
    ).toEqual(['As now', 'West Europe (Netherlands)']);
    await userEvent.click(screen.getByRole('option', { name: /^West/ }));
    await choose(/^Residency/, /^North/);
    await userEvent.click(await screen.findByRole('option', { name: /^West/ }));
    await userEvent.keyboard('{Escape}');
    await type(/^Reason/, 'Payroll moves in');
    await (await preview()).findByRole('table', { name: 'Plan' });
    await press('Review');
    await screen.findByRole('button', { name: 'Propose the change' });
    await press('Propose the change');
    await waitFor(() =>
      expect(proposed).toMatchObject([
        {
          tier: 2,
          recoveryRegion: 'westeurope',
          residency: ['northeurope', 'westeurope'],
        },
      ]),
    );
    expect(dryRuns.at(-1)?.spec).toMatchObject({
      tier: 2,
      residency: ['northeurope', 'westeurope'],
    });
  }, 60_000);

  it('restart names one moment, in the preview and in the proposal', async () => {
    const dryRuns = answerDryRuns();
    const proposed = open('odoo-restart');
    await type(/^Reason/, 'Workers hang');
    await (await preview()).findByRole('table', { name: 'Plan' });
    expect(screen.getByRole('region', { name: 'Restart' })).toHaveTextContent(
      /one after the other.*Last restarted .*2026/,
    );
    await press('Review');
    await screen.findByRole('button', { name: 'Propose the change' });
    await press('Propose the change');
    await waitFor(() => expect(proposed).toHaveLength(1));
    const [{ restartedAt }] = proposed as { restartedAt: string }[];
    expect(Date.parse(restartedAt)).not.toBeNaN();
    expect(dryRuns.at(-1)?.spec).toEqual({ restartedAt });
  }, 30_000);

  it.each([
    ['never', 'It stays'],
    ['2027-03-31', 'A day'],
  ])(
    'expiry: %s',
    async (expires, choice) => {
      answerDryRuns();
      const proposed = open('odoo-expiry');
      await userEvent.click(await screen.findByRole('radio', { name: choice }));
      if (choice === 'A day') {
        fireEvent.change(screen.getByLabelText('Last day'), {
          target: { value: expires },
        });
      }
      await type(/^Reason/, 'The audit takes longer');
      await (await preview()).findByRole('table', { name: 'Plan' });
      await press('Review');
      await screen.findByRole('button', { name: 'Propose the change' });
      await press('Propose the change');
      await waitFor(() => expect(proposed).toMatchObject([{ expires }]));
    },
    30_000,
  );

  it('host names are listed whole; one that is not typed yet is nothing', async () => {
    const dryRuns = answerDryRuns();
    const proposed = open('odoo-host-names');
    expect(
      await (await preview()).findByText(/^Nothing is changed yet/),
    ).toBeVisible();
    const [name] = await screen.findAllByRole('textbox', {
      name: /^Host name/,
    });
    await userEvent.type(name, 'old.odoo.example');
    await type(/^Reason/, 'The clone takes the name');
    await (await preview()).findByRole('table', { name: 'Plan' });
    await press('Review');
    await screen.findByRole('button', { name: 'Propose the change' });
    await press('Propose the change');
    await waitFor(() =>
      expect(proposed).toMatchObject([{ hostnames: ['old.odoo.example'] }]),
    );
    expect(dryRuns.at(-1)?.spec).toEqual({ hostnames: ['old.odoo.example'] });
  }, 60_000);

  it('decommission shows what goes and what stays before anything happens', async () => {
    const dryRuns = answerDryRuns(() =>
      changeOf({
        id: undefined,
        kind: 'decommission',
        decommissioned: {
          cluster: 'aks-north-1',
          goes: ['Deployment env/odoo-web'],
          stays: ['Cluster env/odoo-db'],
          backups: 'https://backups.blob.example/harbour-civil-production',
        },
      }),
    );
    const proposed = open('odoo-decommission');
    await type(/^Reason/, 'The project is over');
    const shown = await preview();
    expect(await shown.findByText('Cluster env/odoo-db')).toBeInTheDocument();
    expect(shown.getByText(/backups.blob.example/)).toBeInTheDocument();
    expect(shown.queryByRole('table', { name: 'Plan' })).toBeNull();
    await press('Review');
    await screen.findByRole('button', { name: 'Propose the change' });
    await press('Propose the change');
    await waitFor(() =>
      expect(proposed).toEqual([
        {
          environment: ENVIRONMENT,
          reason: 'The project is over',
          contentHash: contentHashOf('a'),
        },
      ]),
    );
    expect(dryRuns.at(-1)).toMatchObject({ kind: 'decommission' });
    expect(dryRuns.at(-1)?.spec).toBeUndefined();
  }, 30_000);

  it('asks for nothing before an environment is named, and suggests those that may be changed', async () => {
    const dryRuns = answerDryRuns();
    answer('GET /choices', () => choicesOf({ changeable: ['quay-rail/qa'] }));
    openForm(readTemplate('odoo-schedule'));
    expect(
      await (await preview()).findByText('Choose an environment first.'),
    ).toBeVisible();
    const field = await screen.findByRole('combobox', { name: /^Environment/ });
    await waitFor(() =>
      expect(
        Array.from((field as HTMLInputElement).list?.options ?? []).map(
          ({ value }) => value,
        ),
      ).toEqual(['quay-rail/qa']),
    );
    expect(dryRuns).toEqual([]);
  }, 30_000);
});
