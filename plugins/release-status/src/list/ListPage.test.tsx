import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { seriesUpgradeSummarySchema } from '@plumbline/plugin-odoo-common';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import { rolloutSummaryOf } from '../__testUtils__/matrix';
import { openPage } from '../__testUtils__/openPages';
import { seriesUpgradeOf } from '../__testUtils__/seriesUpgrade';

registerOdooServer();

const LISTS = [
  {
    path: '/rollouts',
    call: 'GET /rollouts',
    table: 'Rollouts',
    item: rolloutSummaryOf(),
  },
  {
    path: '/releases/series-upgrades',
    call: 'GET /series-upgrades',
    table: 'Series upgrades',
    item: seriesUpgradeSummarySchema.parse(seriesUpgradeOf()),
  },
] as const;

describe.each(LISTS)('the list at $path', ({ path, call, table, item }) => {
  it('has the pages of the server, in its URL', async () => {
    const asked = answer(call, ({ query }) => ({
      items: query.includes('cursor=') ? [] : [item],
      total: 51,
      ...(!query.includes('cursor=') && { nextCursor: 'next-page' }),
    }));
    const { container } = openPage(path);
    await screen.findByRole('table', { name: table });
    expect(screen.getByText(`1 of 51 ${table.toLowerCase()}`)).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
    screen.getByRole('button', { name: 'Next' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByText(`No ${table.toLowerCase()}`)).toBeVisible();
    expect(asked.at(-1)!.query).toContain('cursor=next-page');
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(await screen.findByRole('table', { name: table })).toBeVisible();
  });

  it('says what could not be loaded, and what a link asks for that is not there', async () => {
    answer(call, () => refusal(503, 'ServiceUnavailableError', 'Down'));
    const { unmount } = openPage(path);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      `The ${table.toLowerCase()} could not be loaded`,
    );
    unmount();
    openPage(`${path}?state=green`);
    expect(
      await screen.findByText('Not understood: state=green'),
    ).toBeVisible();
  });
});
