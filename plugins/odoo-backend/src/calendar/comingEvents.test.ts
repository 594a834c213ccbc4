import { comingEventsSchema } from '@plumbline/plugin-odoo-common';
import { FakeCollector } from '../__testUtils__/FakeCollector';
import { testDatabases } from '../__testUtils__/databases';
import { environmentFiles } from '../__testUtils__/documents';
import { PortalAt, portalAt } from '../__testUtils__/portalAt';
import { Odoo } from '../__testUtils__/startOdoo';

const event = (uid: string, category: string, start: string) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SUMMARY:${uid}`,
  `CATEGORIES:${category}`,
  `DTSTART;TZID=Europe/Dublin:${start}`,
  'DURATION:PT4H',
  'END:VEVENT',
];
const calendar = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const entity = (id: string, name: string) => ({
  id,
  timeZone: 'Europe/Dublin',
  calendar: name,
});

const databases = testDatabases();
jest.setTimeout(60_000);

describe('GET /calendar/coming', () => {
  let odoo: Odoo;
  let stop: PortalAt['stop'];
  beforeAll(async () => {
    const collector = new FakeCollector(['web.ready']);
    collector.answer('aks-north-1', 'critical', { summary: 'no pod is ready' });
    collector.answer('aks-west-1', 'ok');
    ({ odoo, stop } = await portalAt('2026-11-24T18:30:00Z', {
      databases,
      features: [collector.module()],
      files: {
        ...environmentFiles('harbour-civil/production', {
          legalEntities: [
            entity('civil-ie', 'civil'),
            entity('civil-pensions', 'civil'),
          ],
        }),
        // Of another group: who reads it does not read production.
        ...environmentFiles('harbour-civil/qa', {
          owner: 'group:default/harbour-rail-erp',
          legalEntities: [entity('civil-ie', 'civil')],
        }),
        ...environmentFiles('harbour-rail/production', {
          copyOf: {
            environment: 'harbour-rail-18/production',
            at: '2026-11-20T18:00:00Z',
          },
          region: 'westeurope',
          legalEntities: [entity('rail', 'rail'), entity('lost', 'lost')],
        }),
        // A series upgrade: rehearsed beside it, and cut over from one that is stopped.
        ...environmentFiles('harbour-civil-19/pre-production', {
          legalEntities: [entity('civil-ie', 'civil')],
          copyOf: { environment: 'harbour-civil/production' },
        }),
        ...environmentFiles('harbour-rail-18/production', {
          schedule: 'stopped',
          hostnames: ['old.harbour-rail.odoo.example'],
          legalEntities: [entity('rail', 'rail')],
        }),
        ...environmentFiles('harbour-idle/production', {
          schedule: 'stopped',
          hostnames: ['harbour-idle.odoo.example'],
          legalEntities: [entity('idle', 'idle')],
        }),
        'calendars/idle.ics': calendar(
          event('Wages', 'PAYROLL', '20261126T200000'),
        ),
        'calendars/civil.ics': calendar(
          event('Payroll', 'PAYROLL', '20261126T180000'),
          event('Running', 'BILLING', '20261124T180000'),
          event('Freeze', 'FREEZE', '20261127T180000'),
          event('Far', 'PAYROLL', '20261208T190000'),
        ),
        'calendars/rail.ics': calendar(
          event('Tender', 'TENDER', '20261125T090000'),
        ),
      },
    }));
    await odoo.collect('fake:aks-north-1', 'fake:aks-west-1');
  });
  afterAll(() => stop());
  const get = async (user: string, query = '') => {
    const { status, body } = await odoo.get(
      `/calendar/coming${query}`,
      `user:default/${user}`,
    );
    expect(status).toBe(200);
    return comingEventsSchema.parse(body);
  };

  it('answers for the events of 14 days, each once for a tenant, by its production', async () => {
    const { items, total, errors } = await get('mia');
    expect(items.map(item => [item.title, item.tenant, item.answer])).toEqual([
      ['Running', 'harbour-civil', 'no'],
      ['Tender', 'harbour-rail', 'unknown'],
      ['Payroll', 'harbour-civil', 'no'],
      // Nothing runs in its place.
      ['Wages', 'harbour-idle', expect.stringMatching(/no|unknown/)],
    ]);
    expect(total).toBe(4);
    expect(items[2]).toMatchObject({
      legalEntities: ['civil-ie', 'civil-pensions'],
      from: '2026-11-26T18:00:00.000Z',
      timeZone: 'Europe/Dublin',
      // 48 hours before it.
      closesFrom: '2026-11-24T18:00:00.000Z',
      changesNow: 'closed',
      production: { status: 'critical' },
    });
    expect(items[2].knownUntil).toBeDefined();
    expect(items[2].reasons[0].text).toContain('no pod is ready');
    // A calendar that is not there may close all of it.
    expect(items[1].changesNow).toBe('unknown');
    expect(errors).toEqual([
      {
        calendar: 'lost',
        file: 'calendars/lost.ics',
        message: 'there is no such file',
      },
    ]);
  });

  it('tells nothing of a production that the caller may not read', async () => {
    const { items } = await get('rail');
    const payroll = items.find(({ title }) => title === 'Payroll');
    expect(payroll).toMatchObject({ answer: 'unknown' });
    expect(payroll).not.toHaveProperty('production');
    expect(JSON.stringify(payroll)).not.toContain('no pod is ready');
  });

  it('is for those who may read calendars, and as long as asked', async () => {
    const { items, total } = await get('mia', '?limit=1');
    expect([items.length, total]).toEqual([1, 4]);
    for (const [query, user, status] of [
      ['', 'auditor', 403],
      ['?limit=51', 'mia', 400],
      ['?tenant=x', 'mia', 400],
    ] as const) {
      const refused = await odoo.get(
        `/calendar/coming${query}`,
        `user:default/${user}`,
      );
      expect(refused.status).toBe(status);
    }
  });
});
