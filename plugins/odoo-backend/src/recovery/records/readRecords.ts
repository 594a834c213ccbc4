import { RecoveryRecord } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { RecoveryRecordRow } from '../store';

/** By `<tenant>/<stage>`, the newest first. */
export async function readRecords(
  knex: Knex,
  refs: readonly string[],
): Promise<Map<string, RecoveryRecord[]>> {
  const rows = await knex<RecoveryRecordRow>('recovery_records')
    .whereIn('environment', [...refs])
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
  const byEnvironment = new Map<string, RecoveryRecord[]>();
  for (const row of rows) {
    const records = byEnvironment.get(row.environment) ?? [];
    records.push(toRecord(row));
    byEnvironment.set(row.environment, records);
  }
  return byEnvironment;
}

export function toRecord(row: RecoveryRecordRow): RecoveryRecord {
  return {
    id: row.id,
    environment: row.environment,
    statement: JSON.parse(row.statement),
    author: row.author,
    createdAt: row.created_at,
    confirmedBy: row.confirmed_by ?? undefined,
    confirmedAt: row.confirmed_at ?? undefined,
    withdrawnBy: row.withdrawn_by ?? undefined,
    withdrawnAt: row.withdrawn_at ?? undefined,
  };
}
