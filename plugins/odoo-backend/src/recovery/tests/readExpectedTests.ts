import { ExpectedTest } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { RestoreTestRow } from '../store';

/** What `restore_tests.document` holds. */
export type ExpectedTestDocument = Pick<ExpectedTest, 'point' | 'conclusion'>;

/** By `<tenant>/<stage>`, the newest first. */
export async function readExpectedTests(
  knex: Knex,
  refs: readonly string[],
): Promise<Map<string, ExpectedTest[]>> {
  const rows = await knex<RestoreTestRow>('restore_tests')
    .whereIn('environment', [...refs])
    .orderBy('asked_at', 'desc');
  const byEnvironment = new Map<string, ExpectedTest[]>();
  for (const row of rows) {
    const tests = byEnvironment.get(row.environment) ?? [];
    tests.push(fromRow(row));
    byEnvironment.set(row.environment, tests);
  }
  return byEnvironment;
}

function fromRow(row: RestoreTestRow): ExpectedTest {
  const document: ExpectedTestDocument = JSON.parse(row.document);
  return {
    change: row.change_id,
    environment: row.environment,
    nonce: row.nonce,
    askedAt: row.asked_at,
    endedAt: row.ended_at ?? undefined,
    ...document,
  };
}
