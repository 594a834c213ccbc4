import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openPages } from '../__testUtils__/openRecovery';
import { listOf, summaryOf } from '../__testUtils__/recovery';

registerOdooServer();

const DAY_MS = 86_400_000;
const ago = (milliseconds: number) =>
  new Date(Date.now() - milliseconds).toISOString();

// By text: looking through the roles of a whole page takes seconds.
const row = async (tenant: string) =>
  (await screen.findByText(`${tenant} /`)).closest('tr')!;
const urlIs = (expected: string) =>
  waitFor(() =>
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      `/recovery/${expected}`,
    ),
  );

describe('RecoveryPage', () => {
  beforeEach(() => {
    answer('GET /choices', () => refusal(403, 'NotAllowedError', 'no'));
  });

  it('says how ready each environment is, what it would lose, what proves it and what is weakest', async () => {
    const { rpo } = summaryOf();
    answer('GET /recovery', () =>
      listOf([
        summaryOf({
          tenant: 'quay',
          score: 20,
          rpo: {
            ...rpo,
            region: {
              state: 'missed',
              seconds: 1320,
              targetSeconds: 900,
              summary: 'The copy in westeurope is 22 minutes behind',
            },
          },
          lastTest: {
            finishedAt: ago(3 * DAY_MS + 1000),
            outcome: 'failed',
            proof: 'signed',
            seconds: 1320,
          },
          testDueAt: ago(DAY_MS + 1000),
          weakestLink: 'The last restore test failed',
          observedAt: ago(61_000),
        }),
        summaryOf({ tenant: 'dock', score: 92 }),
        summaryOf({ tenant: 'rail', score: 0, evidence: 'stale' }),
        summaryOf({
          tenant: 'new',
          score: 0,
          evidence: 'missing',
          observedAt: null,
          lastTest: null,
        }),
        summaryOf({ tenant: 'lab', tier: 4, score: null, applies: false }),
      ]),
    );
    openPages('/');
    const quay = await row('quay');
    expect(quay).toHaveTextContent(/20 poor ?1 min ago/);
    expect(quay).toHaveTextContent(
      /22 min \/ 15 min ?missed ?loss of the region/,
    );
    expect(quay).toHaveTextContent(
      /failed, signed ?3 d ago ?took 22 min; overdue, was due 1 d ago/,
    );
    expect(quay).toHaveTextContent(/The last restore test failed$/);
    expect(within(quay).getByRole('link', { name: /quay/ })).toHaveAttribute(
      'href',
      '/catalog/default/component/quay-production/recovery',
    );
    expect(await row('dock')).toHaveTextContent('92 good');
    expect(await row('rail')).toHaveTextContent('stale');
    expect(await row('rail')).not.toHaveTextContent(/good|\b0\b/);
    expect(await row('new')).toHaveTextContent(
      /unknown ?no evidence.*never tested/,
    );
    expect(await row('lab')).toHaveTextContent(
      /not applicable.*rebuilt, not restored/,
    );
    expect(
      screen.getByText('Average 71 of 100, unknown counted as 0'),
    ).toBeVisible();
  });

  it('shows every scenario to who hovers, to who uses the keyboard, and to who opens it', async () => {
    answer('GET /recovery', () => listOf([summaryOf()]));
    openPages('/');
    const cell = within(await row('harbour-civil')).getByRole('button', {
      expanded: false,
    });
    cell.focus();
    const tooltip = await screen.findByRole('tooltip');
    expect(within(tooltip).getAllByRole('listitem')).toHaveLength(4);
    expect(tooltip).toHaveTextContent(/Corruption or ransomware: .* \/ 31 d/);
    await userEvent.keyboard('{Enter}');
    expect(cell).toHaveAttribute('aria-expanded', 'true');
  });

  it('keeps filters, order and page in the URL, asks the server by them, and follows Back', async () => {
    const asked = answer('GET /recovery', ({ query }) =>
      listOf([summaryOf()], {
        total: 2,
        nextCursor: query.includes('cursor') ? undefined : 'abc',
      }),
    );
    openPages('/?tier=1');
    await userEvent.click(await screen.findByRole('link', { name: '0 poor' }));
    await urlIs('?tier=1&band=poor');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Last restore test' }),
    );
    await urlIs('?tier=1&band=poor&sort=lastTest');
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() =>
      expect(asked.at(-1)?.query).toBe(
        'band=poor&cursor=abc&limit=50&sort=lastTest&tier=1',
      ),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Browser back' }));
    await userEvent.click(screen.getByRole('button', { name: 'Browser back' }));
    await urlIs('?tier=1&band=poor');
  });

  it('saves all that the filters let through as CSV, with the token of the user', async () => {
    answer('GET /recovery', () => listOf([summaryOf()]));
    const asked = answer(
      'GET /recovery.csv',
      () => new Response('tenant,stage\n'),
    );
    const saved: Blob[] = [];
    URL.createObjectURL = content => {
      saved.push(content as Blob);
      return 'blob:csv';
    };
    URL.revokeObjectURL = () => {};
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    openPages('/?stage=production&cursor=abc');
    await userEvent.click(await screen.findByRole('button', { name: 'CSV' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(asked[0].query).toBe('sort=score&stage=production');
    expect(click).toHaveBeenCalledTimes(1);
    click.mockRestore();
  });

  it('keeps what was loaded when the server fails, greys the counts, and tries again', async () => {
    let fails = false;
    answer('GET /recovery', () =>
      fails
        ? refusal(503, 'ServiceUnavailableError', 'The database is away')
        : listOf([summaryOf()]),
    );
    openPages('/');
    await row('harbour-civil');
    fails = true;
    await userEvent.click(screen.getByRole('button', { name: 'Tier' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be loaded.*The database is away/,
    );
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await row('harbour-civil')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says how to fill an empty page, and names a link that asks for what does not exist', async () => {
    answer('GET /recovery', () => listOf([]));
    const page = openPages('/');
    expect(await screen.findByText(/odoo\.backupStores/)).toBeVisible();
    page.unmount();
    openPages('/?band=green');
    expect(await screen.findByText('Not understood: band=green')).toBeVisible();
  });

  it('explains the score by its formula, caps and bands', async () => {
    answer('GET /recovery', () => listOf([]));
    openPages('/');
    await userEvent.click(
      await screen.findByRole('button', { name: 'How the score is made' }),
    );
    const help = await screen.findByRole('dialog');
    expect(help).toHaveTextContent(/40 ?Restore proven by a test/);
    expect(help).toHaveTextContent(/20 ?the latest restore test failed/);
  });
});
