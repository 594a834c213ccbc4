import { Client } from 'pg';
import { TestFailure } from '../failure';
import { STATEMENTS, Statement } from './statements';

/** What must no longer be found; each query gives a number. */
const REMAINS: Record<string, Statement> = {
  'active mail servers': {
    table: 'ir_mail_server',
    columns: ['active'],
    sql: 'select count(*) from ir_mail_server where active',
  },
  'active incoming mail servers': {
    table: 'fetchmail_server',
    columns: ['active'],
    sql: 'select count(*) from fetchmail_server where active',
  },
  'active scheduled actions': {
    table: 'ir_cron',
    columns: ['active'],
    sql: 'select count(*) from ir_cron where active',
  },
  'jobs that would run': {
    table: 'queue_job',
    columns: ['state'],
    sql: `select count(*) from queue_job
      where state in ('wait_dependencies', 'pending', 'enqueued', 'started')`,
  },
};

/**
 * Makes the copy unable to act outside, in one transaction: wholly or not at all.
 * @throws TestFailure when it is no database of Odoo, or something would still act
 */
export async function neutralise(client: Client): Promise<void> {
  const applies = await knownColumns(client);
  if (!applies(STATEMENTS.at(-1)!)) {
    throw new TestFailure(
      'The restored database has no ir_config_parameter: it is no database of Odoo',
    );
  }
  await client.query('begin');
  for (const statement of STATEMENTS.filter(applies)) {
    await client.query(statement.sql);
  }
  for (const [what, query] of Object.entries(REMAINS)) {
    if (!applies(query)) continue;
    const { rows } = await client.query<{ count: string }>(query.sql);
    if (rows[0].count !== '0') {
      throw new TestFailure(
        `${rows[0].count} ${what} are left after neutralisation: Odoo was not started`,
      );
    }
  }
  await client.query('commit');
}

/** Tells whether the table with all these columns exists. */
async function knownColumns(client: Client) {
  const { rows } = await client.query<{ column: string }>(
    `select table_name || '.' || column_name as column from information_schema.columns
      where table_schema = 'public'`,
  );
  const known = new Set(rows.map(({ column }) => column));
  return ({ table, columns }: Statement) =>
    columns.every(column => known.has(`${table}.${column}`));
}
