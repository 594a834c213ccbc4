import { calendarListSchema } from '@plumbline/plugin-odoo-common';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles } from '../__testUtils__/documents';
import { PortalAt, portalAt } from '../__testUtils__/portalAt';
import { Odoo } from '../__testUtils__/startOdoo';

const MONTH_END = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'UID:month-end',
  'SUMMARY:Month end',
  'CATEGORIES:MONTH-END',
  'DTSTART;TZID=Europe/Dublin:20261130T080000',
  'DURATION:P2D',
  'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const databases = testDatabases();
jest.setTimeout(60_000);

describe('GET /calendar', () => {
  let odoo: Odoo;
  let stop: PortalAt['stop'];
  beforeAll(async () => {
    ({ odoo, stop } = await portalAt('2026-11-20T10:00:00Z', {
      databases,
      files: {
        ...environmentFiles('harbour-civil/production'),
        ...environmentFiles('harbour-rail/production'),
        'calendars/harbour-civil.ics': MONTH_END,
        'calendars/harbour-rail.ics': MONTH_END.replace(
          ';TZID=Europe/Dublin',
          '',
        ),
      },
    }));
  });
  afterAll(() => stop());
  const get = (query: string, user = 'user:default/mia') =>
    odoo.get(`/calendar${query}`, user);
  const WINTER = '?from=2026-11-30T00:00:00Z&to=2027-01-01T00:00:00Z';

  it('lists what falls into the window, and names the calendar that cannot be read', async () => {
    const { status, body } = await get(WINTER);
    expect(status).toBe(200);
    const { items, errors } = calendarListSchema.parse(body);
    expect(items.map(({ calendar, from }) => `${calendar} ${from}`)).toEqual([
      'harbour-civil 2026-11-30T08:00:00.000Z',
      'harbour-civil 2026-12-31T08:00:00.000Z',
    ]);
    expect(errors).toEqual([
      {
        calendar: 'harbour-rail',
        file: 'calendars/harbour-rail.ics',
        line: 3,
        message: expect.stringContaining('DTSTART has no time zone'),
      },
    ]);
    const nobody = await get(WINTER, 'user:default/nobody');
    expect(nobody.status).toBe(403);
  });

  it('shows the calendars of what somebody may read, and of one tenant', async () => {
    const { body: own } = await get(WINTER, 'user:default/rail');
    expect(own).toMatchObject({ total: 0 });
    expect(own.errors).toHaveLength(1);
    const { body: rail } = await get(`${WINTER}&tenant=harbour-rail`);
    expect(rail).toMatchObject({ total: 0 });
    const { body: civil } = await get(`${WINTER}&tenant=harbour-civil`);
    expect(civil).toMatchObject({ total: 2, errors: [] });
  });

  it('marks the days of an environment', async () => {
    const { status, body } = await odoo.get(
      '/environments/harbour-civil/production/daily?from=2026-11-25&to=2026-12-05',
      'user:default/mia',
    );
    expect(status).toBe(200);
    expect(body.marks).toContainEqual({
      kind: 'business-event',
      title: 'month-end: Month end (harbour-civil)',
      from: '2026-11-30T08:00:00.000Z',
      to: '2026-12-02T08:00:00.000Z',
    });
  });

  it.each([
    ['?from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'to'],
    ['?from=2026-01-01T00:00:00Z&to=2029-01-01T00:00:00Z', 'to'],
    ['?from=tomorrow', 'from'],
    ['?from=9990-01-01T00:00:00Z&to=9990-02-01T00:00:00Z', 'from'],
    ['?from=1021-11-01T00:00:00Z&to=1021-12-01T00:00:00Z', 'from'],
    ['?from=2031-11-10T00:00:00Z&to=2031-12-01T00:00:00Z', 'to'],
  ])('names what is wrong with %s', async (query, path) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body.error.details).toEqual([expect.objectContaining({ path })]);
  });
});
