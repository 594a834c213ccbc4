import { Knex } from 'knex';

/** Columns by `<table>.<column>`. */
export type Schema = Record<string, Knex.ColumnInfo>;

/** The tables of the plugin as the database describes them, without those of the migrations themselves. */
export async function schemaOf(knex: Knex): Promise<Schema> {
  const schema: Schema = {};
  for (const table of await tablesOf(knex)) {
    const columns = await knex(table).columnInfo();
    for (const [column, info] of Object.entries(columns)) {
      schema[`${table}.${column}`] = info;
    }
  }
  return schema;
}

export async function tablesOf(knex: Knex): Promise<string[]> {
  const names: string[] =
    knex.client.config.client === 'pg'
      ? await knex('information_schema.tables')
          .where({ table_schema: 'public' })
          .pluck('table_name')
      : await knex('sqlite_master').where({ type: 'table' }).pluck('name');
  return names.filter(name => !/^(knex_|sqlite_)/.test(name)).sort();
}

/** What keeps rows unique, by name. */
export async function uniqueIndexesOf(knex: Knex): Promise<string[]> {
  const names: string[] =
    knex.client.config.client === 'pg'
      ? await knex('pg_indexes')
          .where({ schemaname: 'public' })
          .whereLike('indexdef', 'CREATE UNIQUE%')
          .pluck('indexname')
      : await knex('sqlite_master')
          .where({ type: 'index' })
          .whereLike('sql', 'create unique%')
          .pluck('name');
  return names.filter(name => !/^(knex_|sqlite_)/.test(name)).sort();
}
