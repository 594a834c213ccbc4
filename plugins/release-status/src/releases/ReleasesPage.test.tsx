import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { releaseOf as releaseDocumentOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  createSignals,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import {
  matrixOf,
  rolloutListOf,
  rolloutSummaryOf,
} from '../__testUtils__/matrix';
import { openPage } from '../__testUtils__/openPages';

registerOdooServer();

const url = () => screen.getByLabelText('URL');

function serve(matrix = matrixOf()) {
  const { series, edition, digest, schemaClass, releasedAt } =
    releaseDocumentOf().spec;
  answer('GET /releases', () => ({
    items: [
      {
        version: '18.0-2026.11.1',
        series,
        edition,
        digest,
        schemaClass,
        releasedAt,
      },
    ],
    total: 1,
  }));
  answer('GET /rollouts', ({ query }) =>
    rolloutListOf(query.includes('state=paused') ? [rolloutSummaryOf()] : []),
  );
  return answer('GET /release-matrix', () => matrix);
}

const grid = () => screen.findByRole('grid', { name: 'What runs where' });

async function cell(text: RegExp) {
  const cells = within(await grid()).getAllByRole('gridcell');
  const found = cells.find(({ textContent }) => text.test(textContent ?? ''));
  if (!found) throw new Error(`No cell with ${text}`);
  return found;
}

describe('ReleasesPage', () => {
  it('shows what runs where by ring, with shape and word for everything that matters', async () => {
    serve();
    const { container } = openPage('/releases');
    const matrix = within(await grid());
    expect(
      matrix.getAllByRole('columnheader').map(head => head.textContent),
    ).toEqual([
      'Tenant',
      'Staging',
      'Production, departmental',
      'Production, finance and payroll',
      'staging',
      'production',
      'production',
    ]);
    const held = await cell(/payroll until 18:00/);
    expect(held).toHaveTextContent(/18.0-2026.10.1 6 d ago verified drift/);
    expect(held).toHaveTextContent(/blocked by Calendar: payroll until 18:00/);
    expect(
      [...held.querySelectorAll('svg')].map(svg => svg.dataset.shape),
    ).toEqual(['check', 'triangle', 'barrier']);
    expect(await cell(/failed/)).toHaveTextContent(/failed critical/);
    expect(await cell(/stale/)).toHaveTextContent(/verified stale, was ok/);
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says of each ring what is under way, how long it soaks, what may fail yet and how releases went', async () => {
    serve();
    openPage('/releases');
    const rings = within(await screen.findByRole('table', { name: 'Rings' }));
    const staging = (
      await rings.findByText('Paused: 2 failed and the budget is 1')
    ).closest('tr');
    expect(staging).toHaveTextContent(/5 waiting, 3 verified, 2 failed/);
    expect(staging).toHaveTextContent(/budget of 1 is spent \(2 failed\)/);
    expect(staging).toHaveTextContent('13 %');
    expect(staging).toHaveTextContent('42 min');
    expect(rings.getAllByText('none to measure').length).toBeGreaterThan(1);
  });

  it('is walked by keyboard: one stop for Tab, arrows between cells, the explanation beside, Enter for what can be done', async () => {
    serve();
    openPage('/releases');
    const cells = within(await grid()).getAllByRole('gridcell');
    expect(cells.filter(({ tabIndex }) => tabIndex === 0)).toEqual([cells[0]]);
    cells[0].focus();
    await userEvent.keyboard('{End}');
    const last = cells[2];
    expect(last).toHaveFocus();
    expect(last.tabIndex).toBe(0);
    expect(cells[0].tabIndex).toBe(-1);
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      /harbour-civil\/production, tier 1, ring critical.*Blocked by Calendar/,
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('tooltip')).not.toBeInTheDocument(),
    );
    await userEvent.keyboard('{Enter}');
    const menu = within(
      await screen.findByRole('menu', {
        name: 'Actions of harbour-civil/production',
      }),
    );
    expect(
      menu.getByRole('menuitem', { name: 'Approve what waits' }),
    ).toHaveAttribute('href', '/changes/chg-77');
    // A second promotion would be refused; a way back is never taken away.
    expect(
      menu.getByRole('menuitem', { name: /Promote.*is on its way/ }),
    ).toHaveAttribute('aria-disabled', 'true');
    await waitFor(() =>
      expect(
        menu.getByRole('menuitem', { name: 'Roll back' }),
      ).not.toHaveAttribute('aria-disabled', 'true'),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(last).toHaveFocus());
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(cells[4]).toHaveFocus();
  });

  it('compares with the next stage, and opens the promotion with the candidate', async () => {
    serve();
    openPage('/releases');
    await userEvent.click(await cell(/failed critical/));
    const menu = within(await screen.findByRole('menu'));
    expect(
      menu.getByRole('menuitem', { name: 'Compare with production' }),
    ).toHaveAttribute(
      'href',
      '/compare?from=harbour-rail%2Fstaging&to=harbour-rail%2Fproduction',
    );
    const promote = await menu.findByRole('menuitem', {
      name: 'Promote to 18.0-2026.11.1',
    });
    await waitFor(() =>
      expect(promote).not.toHaveAttribute('aria-disabled', 'true'),
    );
    await userEvent.click(promote);
    expect(
      await screen.findByRole('dialog', {
        name: 'Promote harbour-rail/staging',
      }),
    ).toHaveTextContent(/has 18.0-2026.10.1/);
  });

  it('says who may not propose, and why', async () => {
    serve();
    openPage('/releases', { result: AuthorizeResult.DENY });
    await userEvent.click(await cell(/stale/));
    const menu = within(await screen.findByRole('menu'));
    expect(
      (
        await menu.findAllByText(
          'You may not propose changes of harbour-rail/production: ask its owner.',
        )
      ).map(text => text.closest('li')?.getAttribute('aria-disabled')),
    ).toEqual(['true', 'true', 'true']);
  });

  it('keeps filters in the URL and asks the server for them', async () => {
    const asked = serve();
    openPage('/releases?ring=staging');
    await grid();
    expect(asked[0].query).toBe('limit=50&ring=staging');
    await userEvent.click(screen.getByRole('checkbox', { name: 'With drift' }));
    await waitFor(() => expect(url()).toHaveTextContent('drift=any'));
    await waitFor(() => expect(asked.at(-1)?.query).toContain('drift=any'));
    await userEvent.click(
      screen.getByLabelText('3 environments with 18.0-2026.10.1'),
    );
    await waitFor(() =>
      expect(asked.at(-1)?.query).toContain('version=18.0-2026.10.1'),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(asked.at(-1)?.query).toBe('limit=50'));
  });

  it('goes to the next page by its cursor', async () => {
    const asked = serve(matrixOf({ nextCursor: 'after-rail', total: 60 }));
    openPage('/releases');
    expect(await screen.findByText('2 of 60 tenants')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(() =>
      expect(asked.at(-1)?.query).toContain('cursor=after-rail'),
    );
  });

  it.each([
    [403, 'NotAllowedError', 'You may not read releases'],
    [500, 'Error', 'The database is away'],
  ])(
    'on %i says what failed and offers to try again',
    async (status, name, message) => {
      serve();
      answer('GET /release-matrix', () => refusal(status, name, message));
      openPage('/releases');
      const alert = await screen.findByText(
        'The matrix of releases could not be loaded',
      );
      expect(alert.parentElement).toHaveTextContent(message);
      serve();
      await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
      expect(await grid()).toBeVisible();
    },
  );

  it('is not green for what could not be loaded again', async () => {
    serve();
    const signals = createSignals();
    openPage('/releases', { signals });
    const well = await cell(/18.0-2026.11.1.*verified/);
    expect(well).not.toHaveTextContent('stale');
    answer('GET /release-matrix', () => refusal(500, 'Error', 'away'));
    act(() => signals.tell('odoo:changes'));
    await screen.findByText('The matrix of releases could not be refreshed');
    expect(well).toHaveTextContent(/verified stale, was ok/);
  });

  it('names the release records that cannot be read', async () => {
    serve();
    answer('GET /releases', () => ({
      items: [],
      total: 0,
      errors: [
        {
          file: 'releases/18.0-2026.12.1.yaml',
          line: 7,
          message: 'spec.digest is no digest',
        },
      ],
    }));
    openPage('/releases');
    expect(
      await screen.findByRole('region', {
        name: 'Release records that cannot be read',
      }),
    ).toHaveTextContent(
      'releases/18.0-2026.12.1.yaml:7: spec.digest is no digest',
    );
  });

  it('says how to fill an empty matrix, and that a wrong link is wrong', async () => {
    serve(matrixOf({ items: [], total: 0 }));
    const { unmount } = openPage('/releases');
    expect(await screen.findByText('Nothing runs yet')).toBeVisible();
    unmount();
    openPage('/releases?outcome=green');
    expect(
      await screen.findByText('Not understood: outcome=green'),
    ).toBeVisible();
  });
});
