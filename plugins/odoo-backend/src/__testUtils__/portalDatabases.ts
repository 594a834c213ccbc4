import { JsonObject } from '@backstage/types';
import knexFactory, { Knex } from 'knex';
import { join } from 'node:path';

/** Where the processes of a portal keep what they know, open to the test as well. */
export interface PortalDatabase {
  /** `backend.database` */
  config: JsonObject;
  knex: Knex;
}

/** A SQLite file of its own; one process at a time. */
export function sqliteIn(directory: string): PortalDatabase {
  return {
    config: { client: 'better-sqlite3', connection: { directory } },
    knex: knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(directory, 'odoo.sqlite') },
      useNullAsDefault: true,
    }),
  };
}

/** The database that a test was given, on the server of `testDatabases`. */
export async function postgresOf(knex: Knex): Promise<PortalDatabase> {
  const url =
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING ?? '';
  const { hostname, port, username, password } = new URL(url);
  const { rows } = await knex.raw('select current_database() as name');
  return {
    config: {
      client: 'pg',
      connection: {
        host: hostname,
        port: Number(port),
        user: decodeURIComponent(username),
        password: decodeURIComponent(password),
      },
      plugin: { odoo: { connection: { database: rows[0].name } } },
    },
    knex,
  };
}

/**
 * As if the time were over for which the locks and tasks of a dead process are kept for it: locks expire, and
 * the scheduler of a living one looks each minute for tasks that have, and frees them.
 */
export async function outwaitLeases({ knex }: PortalDatabase): Promise<void> {
  await knex('leases').update({ expires_at: new Date(0).toISOString() });
  await knex('backstage_backend_tasks__tasks').update({
    current_run_ticket: null,
    current_run_started_at: null,
    current_run_expires_at: null,
  });
}
