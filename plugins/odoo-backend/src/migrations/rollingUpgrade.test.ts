import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { testDatabases } from '../__testUtils__/databases';
import { migrate } from '../readModel';
import formerRelease from './formerRelease.json';
import { Schema, schemaOf } from './schemaOf';

const directory = resolvePackagePath(
  '@plumbline/plugin-odoo-backend',
  'migrations',
);
const databases = testDatabases();
jest.setTimeout(60_000);

const { lastMigration, statements } = formerRelease;
type Statement = (typeof statements)[number];
const writes = statements.filter(({ sql }) => sql.startsWith('insert'));

/** Every row, by table, in the columns of a schema. */
async function rowsOf(knex: Knex, schema: Schema) {
  const rows: Record<string, unknown[]> = {};
  for (const table of new Set(
    Object.keys(schema).map(name => name.split('.')[0]),
  )) {
    const columns = Object.keys(schema)
      .filter(name => name.startsWith(`${table}.`))
      .map(name => name.slice(table.length + 1));
    rows[table] = await knex(table).select(columns).orderBy(columns);
  }
  return rows;
}

describe.each(databases.eachSupportedId())(
  'while the former release still runs on %s',
  engine => {
    const run = (knex: Knex, { sql, bindings }: Statement) =>
      // Recorded on PostgreSQL; SQLite locks the whole database anyway.
      knex.raw(
        engine === 'SQLITE_3' ? sql.replace(/ for update$/, '') : sql,
        bindings,
      );

    it('its data survives the new tables, and their removal', async () => {
      const knex = await databases.init(engine);
      let latest: string | undefined;
      while (latest !== lastMigration) {
        [, [latest]] = await knex.migrate.up({ directory });
      }
      const schema = await schemaOf(knex);
      for (const write of writes) await run(knex, write);
      const rows = await rowsOf(knex, schema);
      const empty = Object.keys(rows).filter(table => !rows[table].length);
      expect(empty).toEqual([]);

      const [, added] = await knex.migrate.latest({ directory });
      expect(await rowsOf(knex, schema)).toEqual(rows);
      for (const _ of added) await knex.migrate.down({ directory });
      expect(await rowsOf(knex, schema)).toEqual(rows);
    });

    it('all that it reads and writes goes on with the new tables in place', async () => {
      const knex = await databases.init(engine);
      await knex.migrate.latest({ directory });
      const failures: string[] = [];
      for (const statement of statements) {
        const trx = await knex.transaction();
        await run(trx, statement).catch(error => failures.push(error.message));
        await trx.rollback();
      }
      expect(failures).toEqual([]);
    });

    it('starts again on tables that a later release has added to', async () => {
      const knex = await databases.init(engine);
      const database = { getClient: async () => knex };
      await migrate(database);
      await knex('knex_migrations').insert({
        name: '29991231_later.js',
        batch: 99,
        migration_time: new Date(),
      });
      await expect(migrate(database)).resolves.toBe(knex);
    });
  },
);
