import { ConflictError, NotFoundError } from '@backstage/errors';
import { RecoveryRecord } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { RecoveryRecordRow } from '../store';
import { toRecord } from './readRecords';

/** What people stated about recovery. */
export class RecordStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async insert(record: RecoveryRecord): Promise<void> {
    await this.#knex<RecoveryRecordRow>('recovery_records').insert(
      toRow(record),
    );
  }

  /** Statements of an environment that wait for a second person. */
  async countWaiting(environment: string): Promise<number> {
    const [{ count }] = await this.#knex('recovery_records')
      .where({ environment, confirmed_at: null, withdrawn_at: null })
      .count({ count: '*' });
    return Number(count);
  }

  /** Fails with NotFoundError. */
  async get(id: string): Promise<RecoveryRecord> {
    const row = await this.#knex<RecoveryRecordRow>('recovery_records')
      .where({ id })
      .first();
    if (!row) throw new NotFoundError(`There is no record ${id}`);
    return toRecord(row);
  }

  /** Replaces what was read. Fails with ConflictError when somebody else was faster. */
  async replace(read: RecoveryRecord, next: RecoveryRecord): Promise<void> {
    const replaced = await this.#knex<RecoveryRecordRow>('recovery_records')
      .where({
        id: read.id,
        confirmed_at: read.confirmedAt ?? null,
        withdrawn_at: read.withdrawnAt ?? null,
      })
      .update(toRow(next));
    if (replaced !== 1) {
      throw new ConflictError(
        'Somebody else has just decided on this: read it again',
      );
    }
  }
}

function toRow(record: RecoveryRecord): RecoveryRecordRow {
  return {
    id: record.id,
    environment: record.environment,
    author: record.author,
    created_at: record.createdAt,
    confirmed_by: record.confirmedBy ?? null,
    confirmed_at: record.confirmedAt ?? null,
    withdrawn_by: record.withdrawnBy ?? null,
    withdrawn_at: record.withdrawnAt ?? null,
    statement: JSON.stringify(record.statement),
  };
}
