import { mockServices } from '@backstage/backend-test-utils';
import { historyQuerySchema } from '@plumbline/plugin-odoo-common';
import { testDatabases } from '../__testUtils__/databases';
import { environmentDocument, release } from '../__testUtils__/documents';
import { platform } from '../__testUtils__/platform';
import { environmentRow } from '../readModel/environmentRow';
import { listTransitions } from '../readModel/listTransitions';
import { migrate } from '../readModel/migrate';
import { compileEnvironment } from '../registry/compileEnvironment';
import { dailyHistory } from './dailyHistory';

const REF = 'harbour-civil/production';
const databases = testDatabases();
jest.setTimeout(60_000);

const row = environmentRow({
  ...compileEnvironment(environmentDocument(REF), release, platform),
  revision: { commit: 'a'.repeat(40), at: '2026-11-22T09:00:00.000Z' },
});

describe.each(databases.eachSupportedId())('history on %s', engine => {
  it.each([
    ['of another owner is not shown', 'group:default/former', ['2026-11-22']],
    [
      'of the same owner, brought back, is shown',
      row.owner,
      ['2026-11-20', '2026-11-21', '2026-11-22'],
    ],
  ])('%s', async (_, owner, shown) => {
    const knex = await migrate(
      mockServices.database.mock({
        getClient: async () => databases.init(engine),
      }),
    );
    await knex('environments').insert(row);
    await knex('changes').insert({
      id: '1',
      version: 1,
      kind: 'decommission',
      environment: REF,
      stage: 'production',
      tier: 1,
      owner,
      state: 'done',
      requester: 'user:default/ann',
      created_at: '2026-11-21T08:00:00.000Z',
      summary: '{}',
      document: '{}',
    });
    await knex('commit_ledger').insert({
      commit: 'b'.repeat(40),
      change_id: '1',
      recorded_at: '2026-11-21T09:00:00.000Z',
    });
    for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
      await knex('daily_health').insert({
        environment: REF,
        day,
        seconds: '{"ok":60}',
      });
      await knex('transitions').insert({
        environment: REF,
        probe: 'web.ready',
        to_status: 'ok',
        at: `${day}T08:00:00.000Z`,
        summary: '',
      });
    }
    const { items, total } = await listTransitions(
      knex,
      REF,
      historyQuerySchema.parse({}),
    );
    expect(items.map(({ at }) => at.slice(0, 10)).reverse()).toEqual(shown);
    expect(total).toBe(shown.length);
    const days = await dailyHistory(
      knex,
      REF,
      { from: '2026-11-01', to: '2026-11-30' },
      new Date('2026-11-22T12:00:00.000Z'),
    );
    expect(days.map(({ day }) => day)).toEqual(shown);
  });
});
