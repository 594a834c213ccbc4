import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readdirSync } from 'node:fs';
import { testDatabases } from '../__testUtils__/databases';
import { Schema, schemaOf, uniqueIndexesOf } from './schemaOf';

const directory = resolvePackagePath(
  '@plumbline/plugin-odoo-backend',
  'migrations',
);
const FILES = readdirSync(directory).sort();
const databases = testDatabases();
jest.setTimeout(60_000);

const tableOf = (column: string) => column.split('.')[0];

/** What a replica of the version before would miss, or could no longer write. */
function broken(before: Schema, after: Schema): string[] {
  const tables = new Set(Object.keys(before).map(tableOf));
  const changed = Object.keys(before).filter(
    column => JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  );
  const demanded = Object.keys(after).filter(
    column =>
      !(column in before) &&
      tables.has(tableOf(column)) &&
      !after[column].nullable &&
      after[column].defaultValue === null,
  );
  return [
    ...changed.map(column => `${column} is gone or is another`),
    ...demanded.map(column => `${column} is demanded of every writer`),
  ];
}

describe.each(databases.eachSupportedId())('migrations on %s', engine => {
  it('go up and back to what was before, each file and all of them', async () => {
    const knex = await databases.init(engine);
    const up = () => knex.migrate.up({ directory });
    const down = () => knex.migrate.down({ directory });
    const state = async () => ({
      schema: await schemaOf(knex),
      unique: await uniqueIndexesOf(knex),
    });
    for (const file of FILES) {
      const before = await state();
      const [, [applied]] = await up();
      expect(applied).toBe(file);
      const after = await state();
      expect(after).not.toEqual(before);
      await down();
      expect(await state()).toEqual(before);
      await up();
      expect(await state()).toEqual(after);
    }
    const whole = await state();
    for (const _ of FILES) await down();
    expect(await state()).toEqual({ schema: {}, unique: [] });
    await knex.migrate.latest({ directory });
    expect(await state()).toEqual(whole);
  });

  it('only add: no file takes anything away that the version before it reads or writes', async () => {
    const knex = await databases.init(engine);
    for (const _ of FILES) {
      const before = await schemaOf(knex);
      await knex.migrate.up({ directory });
      expect(broken(before, await schemaOf(knex))).toEqual([]);
    }
  });
});
