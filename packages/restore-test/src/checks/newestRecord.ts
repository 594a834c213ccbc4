import { Client } from 'pg';
import { TestFailure } from '../failure';

/** When the newest row of the key tables was written; Odoo keeps UTC without a zone. */
export async function checkNewestRecord(
  client: Client,
  tables: readonly string[],
): Promise<string> {
  const newest: { table: string; time: Date }[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ time: Date | null }>(
      `select max(write_date) at time zone 'UTC' as time from ${table}`,
    );
    if (rows[0].time) newest.push({ table, time: rows[0].time });
  }
  newest.sort((a, b) => b.time.getTime() - a.time.getTime());
  if (newest.length === 0) {
    throw new TestFailure('No row of the key tables says when it was written');
  }
  const [{ table, time }] = newest;
  return `The newest row of the key tables was written at ${time.toISOString()}, in ${table}`;
}
