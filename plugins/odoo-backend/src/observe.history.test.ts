import {
  dailyHistorySchema,
  historySchema,
} from '@plumbline/plugin-odoo-common';
import { NORTH, ObserveHalf, north } from './__testUtils__/ObserveHalf';
import { testDatabases } from './__testUtils__/databases';
import { later } from './__testUtils__/useClock';

const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'observe half on %s: history',
  engine => {
    const half = ObserveHalf.use(databases, engine);

    it('remembers transitions, not samples, and pages them', async () => {
      await half.odoo.collect(north);
      for (const status of ['ok', 'critical', 'critical', 'ok'] as const) {
        later(1);
        half.collector.answer('aks-north-1', status);
        await half.odoo.run(`collect:${north}`);
      }
      const path = `/environments/${NORTH}/history?probe=web.ready`;
      const history = historySchema.parse((await half.odoo.get(path)).body);
      expect(history.total).toBe(3);
      expect(history.items).toMatchObject([
        { from: 'critical', to: 'ok', at: '2026-11-23T10:04:00.000Z' },
        { from: 'ok', to: 'critical', at: '2026-11-23T10:02:00.000Z' },
        { to: 'ok', at: '2026-11-23T10:00:00.000Z' },
      ]);
      const { observations } = await half.detail(NORTH);
      expect(observations.find(o => o.probe === 'web.ready')?.since).toBe(
        '2026-11-23T10:04:00.000Z',
      );

      const { body: first } = await half.odoo.get(`${path}&limit=2`);
      const { body: second } = await half.odoo.get(
        `/environments/${NORTH}/history?limit=2&cursor=${first.nextCursor}`,
      );
      expect([...first.items, ...second.items]).toEqual(
        JSON.parse(JSON.stringify(history.items)),
      );
      expect(second.nextCursor).toBeUndefined();
      const { body: window } = await half.odoo.get(
        `${path}&from=2026-11-23T10:01:00Z&to=2026-11-23T10:04:00Z`,
      );
      expect(window.total).toBe(1);
    });

    it('remembers days, and what changed on them', async () => {
      await half.odoo.collect(north);
      later(14 * 60);
      await half.odoo.collect(north);
      await half.odoo.run('history:roll-up');
      const row = { environment: NORTH, stage: 'production', tier: 1 };
      const change = (id: string, kind: string, state: string) =>
        half.knex('changes').insert({
          ...row,
          id,
          kind,
          state,
          version: 1,
          owner: '',
          requester: '',
          created_at: '2026-11-23T11:00:00.000Z',
          summary: JSON.stringify({
            kind,
            state,
            reason: 'More users',
            updatedAt: '2026-11-23T12:10:00.000Z',
          }),
          document: '{}',
        });
      await change('applied', 'update', 'done');
      await change('never', 'update', 'rejected');
      await half.knex('commit_ledger').insert({
        commit: 'c1',
        change_id: 'applied',
        recorded_at: '2026-11-23T12:00:00.000Z',
      });

      const path = `/environments/${NORTH}/daily`;
      const daily = dailyHistorySchema.parse((await half.odoo.get(path)).body);
      expect(daily.items.map(({ day, worst }) => [day, worst])).toEqual([
        ['2026-11-23', 'unknown'],
        ['2026-11-24', 'unknown'],
      ]);
      expect(daily.marks).toEqual([
        {
          kind: 'change',
          title: 'update: More users',
          from: '2026-11-23T12:00:00.000Z',
          to: '2026-11-23T12:10:00.000Z',
          link: '/changes/applied',
        },
      ]);
      const later24 = await half.odoo.get(
        `${path}?from=2026-11-24&to=2026-11-24`,
      );
      expect(later24.body).toMatchObject({
        items: [{ day: '2026-11-24' }],
        marks: [],
      });
      for (const wrong of [
        'from=2026-11-25&to=2026-11-24',
        'from=2020-01-01',
      ]) {
        const { status, body } = await half.odoo.get(`${path}?${wrong}`);
        expect(status).toBe(400);
        expect(body.error.details).toMatchObject([{ path: 'from' }]);
      }
      expect(
        (await half.odoo.get('/environments/nobody/qa/daily')).status,
      ).toBe(404);
    });
  },
);
