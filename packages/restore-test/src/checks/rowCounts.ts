import { Client } from 'pg';
import { TestFailure } from '../failure';

/** What a business cannot work without; Payroll and Purchase are not installed everywhere. */
const KEY_TABLES = [
  'res_users',
  'res_partner',
  'ir_attachment',
  'account_move',
  'account_move_line',
  'purchase_order',
  'sale_order',
  'stock_move',
  'project_task',
  'hr_employee',
  'hr_payslip',
] as const;
/** Every Odoo has rows in these. */
const NEVER_EMPTY = ['res_users', 'ir_attachment'] as const;

/** The key tables that this database has. */
export async function keyTablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_name = any($1)`,
    [KEY_TABLES],
  );
  const found = new Set(rows.map(({ name }) => name));
  return KEY_TABLES.filter(name => found.has(name));
}

/** @throws TestFailure when rows are missing that every Odoo has */
export async function checkRowCounts(
  client: Client,
  tables: readonly string[],
): Promise<string> {
  const counts: [table: string, count: number][] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ count: string }>(
      `select count(*) from ${table}`,
    );
    counts.push([table, Number(rows[0].count)]);
  }
  const filled = new Map(counts);
  const empty = NEVER_EMPTY.filter(table => !filled.get(table));
  if (empty.length > 0) {
    throw new TestFailure(`No rows in ${empty.join(' and ')}`);
  }
  return counts.map(([table, count]) => `${table} ${count}`).join(', ');
}
