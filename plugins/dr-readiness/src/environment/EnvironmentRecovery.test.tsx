import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  copiesOf,
  filestoreReportOf,
  reportOf,
} from '@plumbline/plugin-odoo-common/testUtils';
import { RecoveryDetail } from '@plumbline/plugin-odoo-common';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openElement } from '../__testUtils__/openRecovery';
import {
  drillOf,
  recoveryOf,
  stampedOf,
  testOf,
} from '../__testUtils__/recovery';
import { EnvironmentRecovery } from './EnvironmentRecovery';

registerOdooServer();

const PATH = '/recovery/harbour-civil/production';
const open = () =>
  openElement(
    <EnvironmentRecovery
      environment={{ tenant: 'harbour-civil', stage: 'production' }}
    />,
  );
const serve = (change: Partial<RecoveryDetail>) =>
  answer(`GET ${PATH}`, () => recoveryOf(change));
// By text: looking through the roles of a whole page takes seconds.
const section = async (title: string) =>
  (await screen.findByText(title, { selector: 'h3' })).closest('section')!;

describe('EnvironmentRecovery', () => {
  beforeEach(() => {
    answer('GET /choices', () => refusal(403, 'NotAllowedError', 'no'));
  });

  it('says how ready it is, what holds it down, and what regains the most', async () => {
    const { assessment } = recoveryOf();
    serve({
      assessment: {
        ...assessment,
        score: 20,
        caps: [
          { cap: 60, reason: 'Data loss misses its target' },
          { cap: 20, reason: 'The latest restore test failed' },
        ],
        losses: [
          {
            points: 60,
            what: 'The latest restore test failed',
            action: 'Mend the cause and run a restore test',
          },
        ],
        terms: [
          {
            term: 'restoreProof',
            weight: 40,
            value: 0.5,
            state: 'measured',
            summary: 'Half as fast as wanted',
          },
          {
            term: 'alerting',
            weight: 5,
            value: 0,
            state: 'unknown',
            summary: 'Nobody told',
          },
          {
            term: 'runbookDrill',
            weight: 10,
            value: 0,
            state: 'exempted',
            summary: 'Until 2026-12-31',
          },
        ],
        claim: 'Restorable to 11:53 UTC, but the restore of 3 November failed',
      },
    });
    open();
    const readiness = await section('Readiness');
    expect(
      within(readiness).getByRole('img', {
        name: 'Recovery readiness of 100: 20 poor, held at 20 by a cap',
      }),
    ).toBeVisible();
    expect(readiness).toHaveTextContent(
      'Restorable to 11:53 UTC, but the restore of 3 November failed',
    );
    expect(
      within(readiness).getByRole('list', { name: 'Caps' }).textContent,
    ).toBe(
      'no more than 20: The latest restore test failedno more than 60: Data loss misses its target',
    );
    expect(
      within(readiness).getByRole('list', { name: 'Largest losses' }),
    ).toHaveTextContent(
      '60 points: The latest restore test failedTo do: Mend the cause and run a restore test',
    );
    const terms = within(
      within(readiness).getByRole('table', { name: 'Terms of the score' }),
    ).getAllByRole('row');
    expect(terms.slice(1).map(({ textContent }) => textContent)).toEqual([
      'Restore proven by a test4020 of 40Half as fast as wanted',
      'Alerting on backups5unknown, earns 0Nobody told',
      'Runbook drilled10exempted, earns 0Until 2026-12-31',
    ]);
  });

  it('promises nothing of a judgement that nobody has renewed', async () => {
    const { assessment } = recoveryOf();
    serve({
      assessment: { ...assessment, reassessAt: '2026-11-01T00:00:00.000Z' },
    });
    open();
    const readiness = await section('Readiness');
    expect(
      within(readiness).getByRole('img', {
        name: 'Recovery readiness of 100: stale',
      }),
    ).toBeVisible();
    expect(readiness).toHaveTextContent(/Not known any more/);
    const loss = await section('If this happens now');
    expect(loss).not.toHaveTextContent(/\bmet\b/);
  });

  it('shows the store: disagreements, gaps and findings with what to do, copies with what is not said', async () => {
    const now = new Date();
    const { assessment } = recoveryOf();
    const [primary] = copiesOf();
    serve({
      assessment: {
        ...assessment,
        disagreements: ['The controller claims a backup that is not there'],
      },
      database: stampedOf(
        reportOf({
          verdict: 'critical',
          gaps: [{ after: '0000A4', before: '0000A8', segments: 3 }],
          findings: [
            {
              code: 'wal-gap',
              severity: 'critical',
              subject: '0000A5',
              summary: '3 segments were never archived',
              action: 'Take a base backup now',
            },
          ],
        }),
        now,
      ),
      filestore: stampedOf(filestoreReportOf(), now),
      copies: stampedOf(
        [
          {
            ...primary,
            immutability: {
              state: 'unknown',
              days: null,
              legalHold: 'unknown',
            },
            versioning: 'unknown',
            softDeleteDays: null,
            lifecycle: 'unknown',
            replication: 'unknown',
          },
        ],
        now,
      ),
    });
    open();
    expect(
      await section("The controller's claim and the store's truth"),
    ).toHaveTextContent(
      /they differ The controller claims a backup that is not there/,
    );
    const timeline = await section('What can be restored to when');
    expect(timeline).toHaveTextContent(
      '3 WAL segments missing after 0000A4, before 0000A8.',
    );
    const findings = await section('Findings in the store');
    expect(within(findings).getByRole('article')).toHaveTextContent(
      'criticalwal gap: 0000A53 segments were never archived (odoo-db)To do: Take a base backup now',
    );
    const copies = within(await section('Copies by region')).getAllByRole(
      'row',
    )[1];
    expect(copies).toHaveTextContent(
      /northeurope, primary.*unknown, legal hold unknown.*versioning unknown.*soft delete off.*lifecycle rules unknown.*unknown/,
    );
  });

  it('tells signed tests from claimed ones, with phases, checks and the change behind them', async () => {
    serve({
      tests: [
        testOf({
          proof: 'claimed',
          reason: 'no key of this environment signed it',
          link: 'b.json',
          result: { test: 'chg-2' },
        }),
        testOf(),
      ],
      pendingTest: 'chg-3',
    });
    open();
    const tests = await section('Restore tests');
    expect(within(tests).getByRole('link', { name: 'chg-3' })).toHaveAttribute(
      'href',
      '/changes/chg-3',
    );
    const [, claimed, signed] = within(tests).getAllByRole('row');
    expect(claimed).toHaveTextContent(
      /passed, only claimed.*Earns nothing: no key of this environment signed it/,
    );
    expect(within(claimed).queryByRole('link')).not.toBeInTheDocument();
    expect(signed).toHaveTextContent(
      /passed, signed.*22 min.*restore: 15 min.*row-counts: 42 tables counted/,
    );
    expect(within(signed).getByRole('link')).toHaveAttribute(
      'href',
      '/changes/chg-1',
    );
    expect(
      within(tests).getByRole('img', {
        name: 'Durations, oldest first: 22 min, 22 min',
      }),
    ).toBeVisible();
  });

  it('lets a second person confirm a drill, and shows why the server refuses', async () => {
    serve({
      records: [
        drillOf({ confirmedBy: undefined, confirmedAt: undefined }),
        drillOf({ id: 'drill-2' }),
      ],
      runbook: { title: 'Region loss', url: 'https://runbooks.example/x' },
    });
    const asked = answer('POST /recovery/records/drill-1/confirm', () =>
      refusal(403, 'NotAllowedError', 'Nobody confirms their own statement'),
    );
    open();
    const records = await section('Runbook, drills and exemptions');
    expect(records).toHaveTextContent(
      /Runbook: Region loss\. Last timed run: .*succeeded after 1 h 30 min/,
    );
    const [waiting, counts] = within(
      within(records).getByRole('list', { name: 'Statements' }),
    ).getAllByRole('listitem');
    expect(waiting).toHaveTextContent('waits for a second person');
    expect(counts).toHaveTextContent(/confirmed by/);
    expect(
      within(counts).queryByRole('button', { name: 'Confirm' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      within(waiting).getByRole('button', { name: 'Confirm' }),
    );
    expect(await within(waiting).findByRole('alert')).toHaveTextContent(
      'It did not take effect: Nobody confirms their own statement',
    );
    expect(asked).toHaveLength(1);
  });

  it('shows what the server says is wrong at the field, and loses nothing that was typed', async () => {
    serve({});
    const asked = answer(`POST ${PATH}/records`, () =>
      refusal(400, 'InputError', 'One field is wrong', [
        {
          path: 'until',
          message: 'is further away than 90 days',
          accepted: 'a day within 90 days',
        },
      ]),
    );
    open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'State an exemption' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'State an exemption',
    });
    const state = within(dialog).getByRole('button', { name: 'State it' });
    expect(state).toBeDisabled();
    await userEvent.click(within(dialog).getByLabelText('Term'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Alerting on backups' }),
    );
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'Moves soon');
    await userEvent.type(
      within(dialog).getByLabelText('Last day'),
      '2027-12-31',
    );
    await userEvent.click(state);
    expect(
      await within(dialog).findByText(
        'It is further away than 90 days. Accepted: a day within 90 days.',
      ),
    ).toBeVisible();
    expect(within(dialog).getByLabelText('Reason')).toHaveValue('Moves soon');
    expect(asked[0].body).toEqual({
      kind: 'exemption',
      term: 'alerting',
      reason: 'Moves soon',
      until: '2027-12-31',
    });
  });

  it('says what still works when it cannot be loaded, and tries again', async () => {
    let fails = true;
    answer(`GET ${PATH}`, () =>
      fails ? refusal(403, 'NotAllowedError', 'Not your tenant') : recoveryOf(),
    );
    open();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Not your tenant.*other tabs/,
    );
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await section('Readiness')).toBeVisible();
  });
});
