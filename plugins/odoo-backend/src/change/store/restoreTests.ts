import { ConflictError } from '@backstage/errors';
import { ExpectedTest, isFinal } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { RestoreTestRow } from '../../recovery/store';
import { ExpectedTestDocument } from '../../recovery/tests/readExpectedTests';
import { ChangeRecord } from '../ChangeRecord';

/**
 * Enters a new restore test among those whose results count, in the transaction that stores its change. Fails
 * with ConflictError when one of the environment is on its way: the database decides which of two was first.
 */
export async function expectTest(
  trx: Knex.Transaction,
  record: ChangeRecord,
): Promise<void> {
  const row = toRow(record);
  if (!row) return;
  const entered = await trx<RestoreTestRow>('restore_tests')
    .insert(row)
    .onConflict()
    .ignore()
    .returning('change_id');
  if (entered.length === 0) throw testOnItsWay(record.environment);
}

/** Keeps what is known of the test in step with its change. */
export async function keepTest(
  trx: Knex.Transaction,
  record: ChangeRecord,
): Promise<void> {
  const row = toRow(record);
  if (!row) return;
  await trx<RestoreTestRow>('restore_tests')
    .where({ change_id: record.id })
    .update(row);
}

export function testOnItsWay(environment: string, change?: string) {
  return new ConflictError(
    `A restore test of ${environment} is on its way${
      change ? ` (change ${change})` : ''
    }: wait for it or cancel it`,
  );
}

function toRow(record: ChangeRecord): RestoreTestRow | undefined {
  const { restoreTest } = record;
  if (!restoreTest) return undefined;
  const conclusion = conclusionOf(record);
  const document: ExpectedTestDocument = {
    point: restoreTest.point,
    conclusion,
  };
  return {
    change_id: record.id,
    environment: record.environment,
    nonce: restoreTest.nonce,
    asked_at: record.createdAt,
    ended_at: isFinal(record.state) ? record.updatedAt : null,
    outcome: conclusion?.outcome ?? null,
    document: JSON.stringify(document),
  };
}

/** A change that ended before its test began says nothing of the backup. */
function conclusionOf(record: ChangeRecord): ExpectedTest['conclusion'] {
  const { conclusion, restoreTest, state, updatedAt, timeline } = record;
  if (conclusion) {
    const { outcome, at, note } = conclusion;
    return { outcome, at, summary: note, result: restoreTest?.result };
  }
  return isFinal(state)
    ? {
        outcome: 'cancelled',
        at: updatedAt,
        summary: timeline.at(-1)?.note ?? state,
      }
    : undefined;
}
