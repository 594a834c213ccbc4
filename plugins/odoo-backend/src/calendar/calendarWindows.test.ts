import { mockCredentials } from '@backstage/backend-test-utils';
import { calendarWindowsSchema } from '@plumbline/plugin-odoo-common';
import { parseAllDocuments } from 'yaml';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles } from '../__testUtils__/documents';
import { PortalAt, portalAt } from '../__testUtils__/portalAt';
import { Odoo } from '../__testUtils__/startOdoo';

const calendar = (...event: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    ...event,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const monthEnd = (zone: string) =>
  calendar(
    'UID:month-end',
    'SUMMARY:Month end',
    'CATEGORIES:MONTH-END',
    `DTSTART${zone}:20260131T080000`,
    'DURATION:P2D',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1',
  );

/** Three zones, one of them whose clocks never change. */
const legalEntities = [
  { id: 'civil-ie', timeZone: 'Europe/Dublin', calendar: 'civil-ie' },
  { id: 'civil-us', timeZone: 'America/New_York', calendar: 'civil-us' },
  { id: 'civil-in', timeZone: 'Asia/Kolkata', calendar: 'civil-in' },
];

const databases = testDatabases();
jest.setTimeout(60_000);

describe('GET /calendar/windows', () => {
  let odoo: Odoo;
  let stop: PortalAt['stop'];
  beforeAll(async () => {
    ({ odoo, stop } = await portalAt('2026-11-20T10:00:00Z', {
      databases,
      files: {
        ...environmentFiles('harbour-civil/production', { legalEntities }),
        // Another zone for one of them: nothing is told twice, and production is believed.
        ...environmentFiles('harbour-civil/dev', {
          legalEntities: [{ ...legalEntities[2], timeZone: 'Europe/Dublin' }],
        }),
        ...environmentFiles('harbour-rail/production'),
        'calendars/civil-ie.ics': monthEnd(';TZID=Europe/Dublin'),
        'calendars/civil-us.ics': monthEnd(';TZID=America/New_York'),
        'calendars/civil-in.ics': monthEnd(';TZID=Asia/Kolkata'),
        'calendars/harbour-rail.ics': monthEnd(''),
      },
    }));
  });
  afterAll(() => stop());
  const get = (query: string, user = 'user:default/mia') =>
    odoo.get(`/calendar/windows${query}`, user);

  it('merges the month ends of three zones, by clocks that change on different days', async () => {
    const { status, body } = await get(
      '?tenant=harbour-civil&from=2027-03-01T00:00:00Z&to=2027-05-15T00:00:00Z',
    );
    expect(status).toBe(200);
    const { items, total } = calendarWindowsSchema.parse(body);
    expect(total).toBe(1);
    // From 24 hours before Kolkata's month end begins to the end of New York's.
    expect(
      items[0].closed.map(
        ({ from, to }) => `${from.slice(0, 16)} ${to.slice(0, 16)}`,
      ),
    ).toEqual([
      '2027-02-27T02:30 2027-03-02T13:00',
      '2027-03-30T02:30 2027-04-02T12:00',
      '2027-04-29T02:30 2027-05-02T12:00',
    ]);
    expect(items[0].closed[1].causes).toEqual([
      'Month end (civil-in)',
      'Month end (civil-ie)',
      'Month end (civil-us)',
    ]);
    expect(items[0].legalEntities).toEqual(legalEntities);
  });

  it('knows the next window whatever is shown, and tells once what is both shown and ahead', async () => {
    const ask = async (query: string) => {
      const { body } = await get(`?tenant=harbour-civil${query}`);
      return calendarWindowsSchema.parse(body).items[0];
    };
    const here = await ask('');
    const far = await ask('&from=2029-03-01T00:00:00Z&to=2029-03-29T00:00:00Z');
    expect(here.nextWindow).toEqual({
      from: '2026-11-20T10:00:00.000Z',
      to: '2026-11-29T02:30:00.000Z',
    });
    expect(far).toMatchObject({
      now: 'open',
      nowUntil: here.nowUntil,
      nextWindow: here.nextWindow,
    });
    // February's still lasts; March's begins on the 29th and closes from the 28th of UTC on.
    expect(far.events.map(({ from }) => from.slice(0, 10))).toEqual([
      '2029-02-28',
      '2029-02-28',
      '2029-02-28',
    ]);
    expect(here.events.map(({ from }) => from.slice(0, 10))).toEqual([
      '2026-11-30',
      '2026-11-30',
      '2026-11-30',
    ]);
  });

  it('pages by tenant, says what it cannot read, and is not open then', async () => {
    const first = calendarWindowsSchema.parse((await get('?limit=1')).body);
    expect(first.items.map(({ tenant }) => tenant)).toEqual(['harbour-civil']);
    expect(first.total).toBe(2);
    const cursor = encodeURIComponent(first.nextCursor ?? '');
    const second = calendarWindowsSchema.parse(
      (await get(`?limit=1&cursor=${cursor}`)).body,
    );
    expect(second).toMatchObject({
      total: 2,
      from: first.from,
      to: first.to,
      items: [
        {
          tenant: 'harbour-rail',
          now: 'unknown',
          errors: [
            {
              subject: 'harbour-rail',
              file: 'calendars/harbour-rail.ics',
              line: 3,
              message: expect.stringContaining('DTSTART has no time zone'),
            },
          ],
        },
      ],
    });
    expect(second.nextCursor).toBeUndefined();
  });

  it('shows nobody the tenants of whom they may read no environment', async () => {
    const own = await get('', 'user:default/rail');
    expect(
      own.body.items.map(({ tenant }: { tenant: string }) => tenant),
    ).toEqual(['harbour-rail']);
    const other = await get('?tenant=harbour-civil', 'user:default/rail');
    expect(other.body).toMatchObject({ items: [], total: 0 });
    expect((await get('', 'user:default/nobody')).status).toBe(403);
  });

  it.each([
    ['?limit=500', 'limit'],
    ['?cursor=e30', 'cursor'],
    ['?from=9990-01-01T00:00:00Z', 'from'],
    ['?from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'to'],
  ])('names what is wrong with %s', async (query, path) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body.error.details).toEqual([expect.objectContaining({ path })]);
  });
});

describe('GET /calendar/sync-windows/:cluster', () => {
  const ROUTE = '/calendar/sync-windows/aks-north-1';
  let odoo: Odoo;
  let stop: PortalAt['stop'];
  beforeAll(async () => {
    ({ odoo, stop } = await portalAt('2026-11-20T10:00:00Z', {
      databases,
      files: {
        ...environmentFiles('harbour-civil/production', { legalEntities }),
        ...environmentFiles('harbour-rail/production'),
        'calendars/civil-ie.ics': monthEnd(';TZID=Europe/Dublin'),
        'calendars/civil-us.ics': monthEnd(';TZID=America/New_York'),
        'calendars/civil-in.ics': monthEnd(';TZID=Asia/Kolkata'),
        'calendars/harbour-rail.ics': monthEnd(''),
      },
    }));
  });
  afterAll(() => stop());
  const get = (path: string, user = 'mia') =>
    odoo
      .request()
      .get(`/api/odoo${path}`)
      .set(
        'Authorization',
        mockCredentials.user.header(`user:default/${user}`),
      );

  it('closes with the merged calendar of each tenant, and all the time where nobody can read it', async () => {
    const { status, text, type } = await get(ROUTE);
    expect([status, type]).toEqual([200, 'application/yaml']);
    const [civil, rail] = parseAllDocuments(text).map(each => each.toJS());
    expect(civil).toMatchObject({
      kind: 'AppProject',
      metadata: { name: 'odoo-harbour-civil', namespace: 'argocd' },
    });
    // From 02:30 UTC on, a day before Kolkata's month end begins, to the end of New York's on 2 December 13:00 UTC.
    const [first] = civil.spec.syncWindows;
    expect(first).toMatchObject({
      kind: 'deny',
      schedule: '30 2 29 11 *',
      timeZone: 'UTC',
      description: 'Month end',
    });
    const minutes = Number(first.duration.replace('m', ''));
    expect(minutes).toBeGreaterThanOrEqual((3 * 24 + 10.5) * 60);
    expect(minutes).toBeLessThanOrEqual((3 * 24 + 11) * 60);
    expect(rail.spec.syncWindows).toEqual([
      expect.objectContaining({ description: 'a calendar cannot be read' }),
    ]);
    jest.setSystemTime(new Date('2026-11-20T23:00:00Z'));
    expect((await get(ROUTE)).text).toBe(text);
  });

  it('is rendered for all of a cluster or not at all', async () => {
    expect((await get(ROUTE, 'rail')).status).toBe(403);
    expect((await get('/calendar/sync-windows/elsewhere')).status).toBe(404);
  });
});
