import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { testDatabases } from './__testUtils__/databases';

const directory = resolvePackagePath(
  '@plumbline/plugin-odoo-backend',
  'migrations',
);
const databases = testDatabases();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('migrations on %s', engine => {
  it('go up, all the way down, and up again', async () => {
    const knex = await databases.init(engine);
    const up = async () => {
      const [, applied] = await knex.migrate.latest({ directory });
      return applied;
    };
    const applied = await up();
    expect(applied.length).toBeGreaterThan(0);
    expect(await knex.schema.hasTable('environments')).toBe(true);

    for (const _ of applied) await knex.migrate.down({ directory });
    expect(await knex.schema.hasTable('environments')).toBe(false);
    const [completed] = await knex.migrate.list({ directory });
    expect(completed).toEqual([]);

    expect(await up()).toEqual(applied);
  });
});
