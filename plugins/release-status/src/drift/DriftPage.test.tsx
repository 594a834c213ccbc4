import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { changeOf } from '@plumbline/plugin-odoo-common/testUtils';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import { driftListOf } from '../__testUtils__/drift';
import { openPage } from '../__testUtils__/openPages';

registerOdooServer();

const row = async (environment: string) => {
  const header = await screen.findByRole('rowheader', { name: environment });
  return header.closest('tr')!;
};

describe('DriftPage', () => {
  it('tells what differs, since when, which fields, who, and the one thing to do', async () => {
    answer('GET /drift', () => driftListOf());
    const { container } = openPage('/drift');
    const image = await row('harbour-civil/production');
    expect(image).toHaveTextContent(
      /critical.*running image is not the released one.*1 d ago/,
    );
    expect(
      within(image).getByText(/containers\[0\].image/),
    ).toBeInTheDocument();
    expect(
      within(image).getByRole('link', { name: 'Re-sync in Argo CD' }),
    ).toHaveAttribute(
      'href',
      'https://argocd.example/applications/harbour-civil',
    );
    expect(
      within(await row('quay-rail/qa')).getByRole('link', {
        name: 'change chg-1234 is on its way',
      }),
    ).toHaveAttribute('href', '/changes/chg-12345-678');
    // That change may be about something else.
    expect(
      within(await row('quay-rail/qa')).getByRole('link', {
        name: 'Restore to the golden path',
      }),
    ).toBeVisible();
    // What was seen long ago is not said to be so now.
    const old = await row('harbour-rail/qa');
    expect(old).toHaveTextContent(/stale, was degraded.*not known/);
    expect(
      screen.getByText(/2 environments could not be compared/),
    ).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('adopts what came past change control by a change that was seen before', async () => {
    const environment = 'harbour-civil/qa';
    const [drift] = driftListOf().items;
    const change = changeOf({ kind: 'update', id: undefined });
    const action = { kind: 'adopt', title: 'Adopt it by a change' } as const;
    answer('GET /drift', () =>
      driftListOf({
        items: [{ ...drift, environment, kind: 'unledgered', action }],
      }),
    );
    const asked = answer('POST /changes', () => ({
      ...change,
      environment,
      files: [],
      adopts: [{ commit: 'a'.repeat(40), author: 'Eve <eve@x.example>' }],
    }));
    const { container } = openPage('/drift');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Adopt it by a change' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByLabelText(/Reason/),
      'Eve had to, at night',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Preview' }),
    );
    expect(
      await within(dialog).findByText(/by Eve <eve@x.example>/),
    ).toBeVisible();
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose the adoption' }),
    );
    await waitFor(() =>
      expect(asked.at(-1)?.body).toMatchObject({
        kind: 'update',
        environment,
        spec: {},
        expectedContentHash: change.contentHash,
      }),
    );
  });

  it('filters in the URL and asks the server', async () => {
    const asked = answer('GET /drift', () => driftListOf());
    openPage('/drift');
    await userEvent.click(await screen.findByRole('link', { name: '1 image' }));
    await waitFor(() =>
      expect(asked.at(-1)?.query).toBe('kind=image&limit=50'),
    );
    await userEvent.click(screen.getByLabelText(/Severity/));
    await userEvent.click(
      await screen.findByRole('option', { name: 'critical' }),
    );
    await waitFor(() =>
      expect(asked.at(-1)?.query).toBe('kind=image&limit=50&severity=critical'),
    );
    expect(screen.getByLabelText('URL')).toHaveTextContent(
      '/drift?kind=image&severity=critical',
    );
  });

  it('tells no drift from nothing looked at, and from nothing that passes the filters', async () => {
    let unknown = 0;
    answer('GET /drift', () =>
      driftListOf({
        items: [],
        total: 0,
        counts: { 'golden-path': 0, cluster: 0, image: 0, unledgered: 0 },
        unknown,
      }),
    );
    const first = openPage('/drift');
    expect(await screen.findByText('No drift')).toBeVisible();
    first.unmount();
    unknown = 2;
    const second = openPage('/drift');
    expect(
      await screen.findByText(/not everything was looked at/),
    ).toBeVisible();
    second.unmount();
    const third = openPage('/drift?kind=image');
    expect(
      await screen.findByText(
        'No drift like this was found, and not everything was looked at',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/2 environments could not be compared/),
    ).toBeVisible();
    third.unmount();
    unknown = 0;
    openPage('/drift?kind=image');
    expect(await screen.findByText('No drift like this')).toBeVisible();
  });

  it.each([
    [403, 'NotAllowedError', 'You may not read drift'],
    [500, 'Error', 'The database is away'],
  ])('on %i says what failed', async (status, name, message) => {
    answer('GET /drift', () => refusal(status, name, message));
    openPage('/drift');
    expect(await screen.findByRole('alert')).toHaveTextContent(message);
  });

  it('keeps what was loaded when it cannot be refreshed, and says so', async () => {
    answer('GET /drift', () => driftListOf());
    openPage('/drift');
    await row('harbour-rail/qa');
    answer('GET /drift', () => refusal(500, 'Error', 'The database is away'));
    await userEvent.click(screen.getByRole('link', { name: '1 cluster' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be loaded|could not be refreshed/,
    );
  });
});
