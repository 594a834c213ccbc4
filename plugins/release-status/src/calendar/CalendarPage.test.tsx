import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  CalendarWindows,
  ClusterFreezes,
  TenantWindows,
  momentInZone,
} from '@plumbline/plugin-odoo-common';
import {
  answer,
  refusal,
  registerOdooServer,
} from '@plumbline/plugin-odoo-react/testUtils';
import { violationsOf } from '../__testUtils__/accessibility';
import { openElement } from '../__testUtils__/openPages';
import { CalendarPage } from './CalendarPage';

registerOdooServer();

const HOUR = 3_600_000;
const ahead = (hours: number) =>
  new Date(Date.now() + hours * HOUR).toISOString();

/** Pays in Dublin, closes the month in Kolkata. */
const civil = (change: Partial<TenantWindows> = {}): TenantWindows => ({
  tenant: 'harbour-civil',
  now: 'open',
  nowUntil: ahead(3),
  nextWindow: { from: ahead(0), to: change.nowUntil ?? ahead(3) },
  roomSeconds: 3300,
  knownUntil: ahead(2000),
  legalEntities: [
    { id: 'civil-ie', timeZone: 'Europe/Dublin', calendar: 'civil-ie' },
    { id: 'civil-in', timeZone: 'Asia/Kolkata', calendar: 'civil-in' },
  ],
  events: [
    {
      calendar: 'civil-ie',
      legalEntity: 'civil-ie',
      uid: 'payroll',
      kind: 'payroll',
      title: 'Weekly payroll',
      timeZone: 'Europe/Dublin',
      from: '2026-11-26T18:00:00.000Z',
      to: '2026-11-26T22:00:00.000Z',
      closes: {
        from: '2026-11-24T18:00:00.000Z',
        to: '2026-11-26T22:00:00.000Z',
      },
    },
    {
      calendar: 'civil-in',
      legalEntity: 'civil-in',
      uid: 'tender',
      kind: 'tender',
      title: 'Bridge tender',
      timeZone: 'Asia/Kolkata',
      from: '2026-11-10T20:00:00.000Z',
      to: '2026-11-10T22:00:00.000Z',
    },
  ],
  closed: [
    {
      from: '2026-11-24T18:00:00.000Z',
      to: '2026-11-26T22:00:00.000Z',
      causes: ['Weekly payroll (civil-ie)'],
    },
  ],
  errors: [],
  ...change,
});
const rail = (): TenantWindows => ({
  ...civil(),
  tenant: 'harbour-rail',
  now: 'unknown',
  nowUntil: undefined,
  nextWindow: undefined,
  events: [],
  closed: [],
  errors: [
    {
      subject: 'rail',
      file: 'calendars/rail.ics',
      line: 14,
      message: 'payroll: DTSTART has no time zone',
    },
  ],
});
const listOf = (
  items: TenantWindows[],
  change: Partial<CalendarWindows> = {},
): CalendarWindows => ({
  items,
  total: items.length,
  from: ahead(-1),
  to: ahead(1000),
  ...change,
});

const freezesOf = (change: Partial<ClusterFreezes> = {}): ClusterFreezes => ({
  cluster: 'aks-north-1',
  controller: 'argo-cd',
  state: 'kept',
  message: 'Sync windows of Argo CD deny what is closed',
  file: 'clusters/aks-north-1/sync-windows.yaml',
  publishedAt: ahead(-48),
  commit: 'abcdef0123456789',
  knownUntil: '2099-02-25T00:00:00.000Z',
  checkedAt: ahead(0),
  ...change,
});
const open = (
  search = '',
  freezes: () => object | Response = () => ({ items: [freezesOf()] }),
) => {
  answer('GET /calendar/freezes', freezes);
  return openElement(<CalendarPage />, `/${search}`);
};
const row = async (tenant: string) => {
  const header = await screen.findByRole('rowheader', { name: tenant });
  return header.closest('tr')!;
};
const cellOf = (picture: HTMLElement, day: string) =>
  within(picture)
    .getAllByRole('cell')
    .find(cell => cell.textContent?.match(/^\d*/)?.[0] === day)!;

describe('CalendarPage', () => {
  it('says what is open until when in the zone of every legal entity, and never that what is not known is', async () => {
    const nowUntil = ahead(3);
    answer('GET /calendar/windows', () =>
      listOf([civil({ nowUntil }), rail()]),
    );
    const { container } = open();
    const known = await row('harbour-civil');
    expect(known).toHaveTextContent('Open until');
    expect(known).toHaveTextContent('now, with room for a change of 55 min');
    for (const zone of ['Europe/Dublin', 'Asia/Kolkata']) {
      expect(known).toHaveTextContent(momentInZone(nowUntil, zone));
    }
    const unknown = await row('harbour-rail');
    expect(unknown).toHaveTextContent('Not known');
    expect(
      within(unknown).getAllByText('not known: a calendar cannot be read'),
    ).toHaveLength(2);
    const errors = screen.getByRole('region', {
      name: 'Calendars that cannot be read',
    });
    expect(errors).toHaveTextContent(
      'harbour-rail calendars/rail.ics:14: payroll: DTSTART has no time zone',
    );
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says when there is no window, and up to when anybody looked', async () => {
    const knownUntil = '2099-02-25T00:00:00.000Z';
    answer('GET /calendar/windows', () =>
      listOf([
        civil({ now: 'closed', nextWindow: undefined, knownUntil }),
        rail(),
      ]),
    );
    open();
    const closed = await row('harbour-civil');
    expect(closed).toHaveTextContent('Closed until');
    expect(closed).toHaveTextContent(
      'none before 00:00 Europe/Dublin on Wed 25 Feb 2099 with room for a change of 55 min',
    );
  });

  it('does not call open what has ended since it was asked', async () => {
    answer('GET /calendar/windows', () =>
      listOf([civil({ nowUntil: ahead(-0.1) }), rail()]),
    );
    open();
    expect(await row('harbour-civil')).not.toHaveTextContent('Open');
  });

  it('draws a month for each legal entity in its own zone, and tells the events of the chosen kinds', async () => {
    const asked = answer('GET /calendar/windows', () => listOf([civil()]));
    const { container } = open('?tenant=harbour-civil&month=2026-11');
    const dublin = await screen.findByRole('table', {
      name: 'civil-ie, Europe/Dublin',
    });
    const kolkata = screen.getByRole('table', {
      name: 'civil-in, Asia/Kolkata',
    });
    expect(asked[0].query).toContain('from=2026-10-31T00:00:00.000Z');
    expect(cellOf(dublin, '24')).toHaveTextContent('Closed 18:00 to 24:00');
    expect(cellOf(dublin, '25')).toHaveTextContent('Closed all day');
    expect(cellOf(dublin, '26')).toHaveTextContent('payroll');
    // Half past one in the morning of the day after, in Kolkata.
    expect(cellOf(kolkata, '11')).toHaveTextContent('tender');
    expect(cellOf(kolkata, '27')).toHaveTextContent('Closed 00:00 to 03:30');

    const events = screen.getByRole('table', { name: 'Events' });
    expect(
      within(events).getByText('Bridge tender').closest('tr'),
    ).toHaveTextContent('01:30 Asia/Kolkata on Wed 11 Nov 2026');
    expect(
      within(events).getByText('Bridge tender').closest('tr'),
    ).toHaveTextContent('not closed');
    expect(await violationsOf(container)).toEqual([]);
  });

  it('draws nothing as free while a calendar cannot be read', async () => {
    answer('GET /calendar/windows', () =>
      listOf([civil({ now: 'unknown', errors: rail().errors })]),
    );
    open('?tenant=harbour-civil&month=2026-11');
    const dublin = await screen.findByRole('table', {
      name: 'civil-ie, Europe/Dublin: not known whole, a calendar cannot be read',
    });
    expect(cellOf(dublin, '3')).toHaveTextContent('Not known');
    expect(cellOf(dublin, '25')).toHaveTextContent('Closed all day');
  });

  it('is filtered by kind and tenant and turned by the keyboard, all of it in the URL', async () => {
    answer('GET /calendar/windows', () => listOf([civil()]));
    open('?tenant=harbour-civil&month=2026-12&kind=payroll');
    const user = userEvent.setup();
    const events = await screen.findByRole('table', { name: 'Events' });
    expect(within(events).queryByText('Bridge tender')).toBeNull();
    screen.getByRole('button', { name: 'Next month' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent('month=2027-01'),
    );
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() =>
      expect(screen.getByLabelText('URL')).toHaveTextContent(/^\/$/),
    );
  });

  it('has a way out of a failure, of a tenant that is not there and of a link that means nothing', async () => {
    let fails = true;
    answer('GET /calendar/windows', () =>
      fails ? refusal(503, 'ServiceUnavailableError', 'not now') : listOf([]),
    );
    open('?tenant=nobody');
    expect(
      await screen.findByText('The calendar could not be loaded'),
    ).toBeInTheDocument();
    fails = false;
    await userEvent.click(screen.getByRole('button', { name: /again|retry/i }));
    expect(await screen.findByText('No tenant nobody')).toBeInTheDocument();
  });

  it('does not show everything for a link with a kind that does not exist', async () => {
    open('?kind=party');
    expect(
      await screen.findByText('Not understood: kind=party'),
    ).toBeInTheDocument();
  });

  it('says of each cluster how Git keeps the freezes, of which day that is, and what is not known or failed', async () => {
    answer('GET /calendar/windows', () => listOf([civil()]));
    const { container } = open('', () => ({
      items: [
        freezesOf(),
        freezesOf({
          cluster: 'aks-west-1',
          controller: 'flux',
          state: 'failed',
          message: 'Not published: the remote refused',
        }),
        freezesOf({
          cluster: 'aks-east-1',
          controller: 'flux',
          state: 'published',
          message: 'Nobody observes the CronJob',
        }),
        freezesOf({
          cluster: 'aks-south-1',
          state: 'not-published',
          message: 'The portal alone',
          publishedAt: undefined,
          commit: undefined,
          knownUntil: undefined,
        }),
      ],
    }));
    const kept = await row('aks-north-1');
    expect(kept).toHaveTextContent(/Kept.*2 d.* ago, abcdef0/);
    expect(kept).toHaveTextContent('00:00 UTC on Wed 25 Feb 2099');
    expect(await row('aks-west-1')).toHaveTextContent(
      'Not published: the remote refused',
    );
    expect(await row('aks-east-1')).toHaveTextContent(
      'Only the file is knownNobody observes the CronJobWhether anybody looks at the cluster: Sources.',
    );
    expect(await row('aks-south-1')).toHaveTextContent(
      'By the portal aloneThe portal aloneUntil that is set, only what comes through the portal keeps freezes.never',
    );
    expect(await violationsOf(container)).toEqual([]);
  });

  it('shows what a cluster lost by hand, in which file Git has it, and what to do before anything is approved', async () => {
    answer('GET /calendar/windows', () => listOf([civil()]));
    const message =
      '1 of 40 projects in the cluster have other sync windows than in Git: odoo-harbour-civil';
    const { container } = open('', () => ({
      items: [freezesOf({ state: 'not-kept', message })],
    }));
    const lost = await row('aks-north-1');
    expect(lost).toHaveTextContent(`Not kept${message}`);
    expect(lost).toHaveTextContent('Approve nothing into a freeze there');
    expect(lost).toHaveTextContent(
      'the Application that applies clusters/aks-north-1',
    );
    expect(lost).toHaveTextContent('clusters/aks-north-1/sync-windows.yaml');
    expect(within(lost).getByRole('link', { name: 'Sources' })).toHaveAttribute(
      'href',
      '/sources',
    );
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says when there is no cluster to tell of', async () => {
    answer('GET /calendar/windows', () => listOf([civil()]));
    open('', () => ({ items: [] }));
    expect(await screen.findByText('No clusters')).toBeInTheDocument();
  });

  it('shows the calendars when nobody can say how Git keeps them', async () => {
    answer('GET /calendar/windows', () => listOf([civil()]));
    open('', () => refusal(503, 'ServiceUnavailableError', 'not now'));
    expect(
      await screen.findByText(
        "Git's side of the calendars could not be loaded",
      ),
    ).toBeInTheDocument();
    expect(await row('harbour-civil')).toHaveTextContent('Open');
  });
});
