import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ChangeList,
  ChangeSummary,
  changeListSchema,
} from '@plumbline/plugin-odoo-common';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { openChanges } from '../__testUtils__/openChanges';

registerOdooServer();

const listOf = (
  changes: Partial<ChangeSummary>[],
  more: Partial<ChangeList> = {},
): ChangeList =>
  changeListSchema.parse({
    items: changes.map(change => ({
      ...changeOf(),
      approvalsGiven: 0,
      ...change,
    })),
    total: changes.length,
    ...more,
  });

const urlIs = (expected: string) =>
  waitFor(() =>
    expect(screen.getByLabelText('URL').textContent).toBe(expected),
  );

describe('ChangesPage', () => {
  it('tells where every change stands, with links', async () => {
    answer('GET /changes', () =>
      listOf([
        { id: 'chg-7' },
        {
          id: 'chg-6',
          state: 'reconciling',
          approvalsGiven: 1,
          awaiting: {
            what: 'web.ready',
            since: '2026-11-23T09:00:00.000Z',
            stuck: true,
          },
        },
        { id: 'chg-5', state: 'done', approvalsGiven: 1 },
      ]),
    );
    openChanges('');
    const table = await screen.findByRole('table', { name: 'Changes' });
    const [, waiting, stuck, done] = within(table).getAllByRole('row');
    expect(waiting).toHaveTextContent(
      /awaiting approval ?harbour-civil\/staging.*Rehearse the month end0 of 1/,
    );
    expect(
      within(waiting).getByRole('link', { name: 'create chg-7' }),
    ).toHaveAttribute('href', '/changes/chg-7');
    expect(
      within(waiting).getByRole('link', { name: 'requester' }),
    ).toHaveAttribute('href', '/catalog/default/user/requester');
    expect(stuck).toHaveTextContent(/reconciling stuck/);
    expect(done).toHaveTextContent(/done/);
    expect(done).not.toHaveTextContent(/stuck/);
  });

  it('keeps filters in the URL, asks the server by them, and follows the browser back', async () => {
    const asked = answer('GET /changes', ({ query }) =>
      query === 'mine=true' || query === ''
        ? listOf([{}], { total: 12 })
        : listOf([]),
    );
    openChanges('?mine=true');
    await screen.findByRole('table', { name: 'Changes' });
    expect(screen.getByLabelText('Requested by me')).toBeChecked();

    await userEvent.click(screen.getByRole('button', { name: /^State/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'awaiting approval' }),
    );
    await userEvent.click(screen.getByRole('option', { name: 'blocked' }));
    await userEvent.keyboard('{Escape}');
    await urlIs('?state=awaiting-approval,blocked&mine=true');
    await userEvent.type(screen.getByLabelText('Environment'), 'rail/qa');
    await urlIs(
      '?state=awaiting-approval,blocked&environment=rail/qa&mine=true',
    );
    await waitFor(() =>
      expect(asked.at(-1)?.query).toBe(
        'environment=rail/qa&mine=true&state=awaiting-approval,blocked',
      ),
    );
    expect(await screen.findByText('No changes match')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Browser back' }));
    await urlIs('?state=awaiting-approval,blocked&mine=true');
    expect(screen.getByLabelText('Environment')).toHaveValue('');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear all filters' }),
    );
    await urlIs('');
    expect(await screen.findByRole('table', { name: 'Changes' })).toBeVisible();
  });

  it('lets the server page; another filter starts at the first page', async () => {
    answer('GET /changes', ({ query }) =>
      query.includes('cursor=c2')
        ? listOf([{ id: 'chg-1' }], { total: 51 })
        : listOf([{ id: 'chg-51' }], { total: 51, nextCursor: 'c2' }),
    );
    openChanges('');
    await screen.findByText('create chg-51');
    expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText('create chg-1')).toBeVisible();
    await urlIs('?page=c2');
    expect(screen.getByText('1 of 51 changes')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    await userEvent.click(screen.getByLabelText('Requested by me'));
    await urlIs('?mine=true');
  });

  it('says what failed, and tries again', async () => {
    let fails = true;
    answer('GET /changes', () =>
      fails
        ? refusal(503, 'ServiceUnavailableError', 'The database is away')
        : listOf([{}]),
    );
    openChanges('');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The changes could not be loaded.*The database is away/,
    );
    expect(screen.queryByText('No changes yet')).not.toBeInTheDocument();
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('table', { name: 'Changes' })).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says how to fill an empty list', async () => {
    answer('GET /changes', () => listOf([]));
    openChanges('');
    expect(await screen.findByText('No changes yet')).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Create an environment' }),
    ).toHaveAttribute('href', '/create/templates/default/odoo-environment');
  });

  it('names a state that does not exist', async () => {
    const asked = answer('GET /changes', () => listOf([{}]));
    openChanges('?state=green,blocked');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Not understood, and left out: state green.',
    );
    expect(asked[0].query).toBe('state=blocked');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await urlIs('');
  });
});
