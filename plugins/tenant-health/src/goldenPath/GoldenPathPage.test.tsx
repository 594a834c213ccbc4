import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { useLocation } from 'react-router-dom';
import { GoldenPathList } from '@plumbline/plugin-odoo-common';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  fetchApi,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { GoldenPathPage } from './GoldenPathPage';

registerOdooServer();

const list: GoldenPathList = {
  items: [
    {
      environment: 'harbour-civil/production',
      version: '1.0',
      state: 'behind',
      status: 'ok',
      summary: 'As golden path 1.0 left it; the upgrade to 1.1 touches 5 files',
    },
    {
      environment: 'harbour-civil/qa',
      version: '1.1',
      state: 'drifted',
      status: 'degraded',
      summary: 'Differs from golden path 1.1: 50-web.yaml edited',
      since: new Date(Date.now() - 3_600_000).toISOString(),
    },
    {
      environment: 'harbour-rail/qa',
      version: '1.0',
      state: 'behind',
      status: 'ok',
      summary: 'As golden path 1.0 left it; the upgrade to 1.1 touches 5 files',
      pendingChange: 'chg-7',
    },
    {
      environment: 'harbour-rail/dev',
      version: '1.0',
      state: 'unknown',
      status: 'unknown',
      summary: 'Not compared yet',
    },
  ],
  total: 4,
  current: '1.1',
  versions: [
    { version: '1.0', environments: 3 },
    { version: '1.1', environments: 1 },
  ],
  states: { 'as-rendered': 0, behind: 2, drifted: 1, unknown: 1 },
};

function Browser() {
  const { pathname, search } = useLocation();
  return <output aria-label="URL">{`${pathname}${search}`}</output>;
}

const open = (search = '') =>
  renderInTestApp(
    <>
      <Browser />
      <GoldenPathPage />
    </>,
    { apis: [fetchApi], initialRouteEntries: [`/${search}`] },
  );

const row = async (environment: string) => {
  const header = await screen.findByRole('rowheader', { name: environment });
  return within(header.closest('tr')!);
};

describe('GoldenPathPage', () => {
  it('offers one change where it can tell what it would do, and none where one is on its way', async () => {
    answer('GET /golden-path', () => list);
    open();
    expect(
      (await row('harbour-civil/production')).getByRole('button'),
    ).toHaveTextContent('Upgrade to 1.1');
    expect(
      (await row('harbour-civil/qa')).getByRole('button'),
    ).toHaveTextContent('Restore to the golden path');
    expect(
      (await row('harbour-rail/qa')).getByRole('link', { name: /is on its/ }),
    ).toHaveAttribute('href', '/changes/chg-7');
    expect(
      (await row('harbour-rail/dev')).queryByRole('button'),
    ).not.toBeInTheDocument();
  });

  it('filters by state and version in the URL, and asks the server', async () => {
    const asked = answer('GET /golden-path', () => list);
    open();
    await userEvent.click(
      await screen.findByRole('link', { name: '2 behind' }),
    );
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent('/?state=behind'),
    );
    await waitFor(() => expect(asked.at(-1)?.query).toContain('state=behind'));
    expect(screen.getByRole('link', { name: '3 on 1.0' })).toHaveAttribute(
      'href',
      '/?state=behind&version=1.0',
    );
  });

  it('proposes exactly what was previewed and goes to the change', async () => {
    answer('GET /golden-path', () => list);
    const preview = changeOf({ kind: 'update', id: undefined });
    const asked = answer('POST /changes', ({ body }) =>
      (body as { dryRun?: boolean }).dryRun
        ? preview
        : changeOf({ id: 'chg-9' }),
    );
    open();
    await userEvent.click(
      (await row('harbour-civil/production')).getByRole('button'),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const propose = dialog.getByRole('button', { name: 'Propose the change' });
    await userEvent.type(dialog.getByLabelText('Reason'), 'Quarterly upgrade');
    expect(propose).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    await dialog.findByRole('region', { name: 'Preview' });
    await userEvent.click(propose);
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent('/changes/chg-9'),
    );
    expect(asked[1].body).toEqual({
      kind: 'update',
      environment: 'harbour-civil/production',
      spec: { goldenPath: '1.1' },
      reason: 'Quarterly upgrade',
      expectedContentHash: preview.contentHash,
    });
  });

  it('keeps what was typed when the server refuses, and says so when the list cannot be loaded', async () => {
    answer('GET /golden-path', () => list);
    answer('POST /changes', () =>
      refusal(403, 'NotAllowedError', 'You may not propose here'),
    );
    open();
    await userEvent.click(
      (await row('harbour-civil/production')).getByRole('button'),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Reason'), 'Upgrade');
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /You may not propose here/,
    );
    expect(dialog.getByLabelText('Reason')).toHaveValue('Upgrade');
  });
});
