import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { ChangeRecord } from '../ChangeRecord';
import { StoredChange, fromRow } from './changeRow';
import { ChangeKeyRow, ChangeRow } from './tables';

/** A person's `Idempotency-Key` and the SHA-256 of the body that came with it. */
export interface IdempotencyKey {
  requester: string;
  key: string;
  bodyHash: string;
}

/** False when the person has used the key already: the database decides which of two requests is first. */
export async function insertKey(
  knex: Knex,
  { requester, key, bodyHash }: IdempotencyKey,
  record: ChangeRecord,
): Promise<boolean> {
  const inserted = await knex<ChangeKeyRow>('change_keys')
    .insert({
      requester,
      key,
      body_hash: bodyHash,
      change_id: record.id,
      created_at: record.createdAt,
    })
    .onConflict(['requester', 'key'])
    .ignore()
    .returning('change_id');
  return inserted.length === 1;
}

/** The change that the key made. Fails with ConflictError when it came with another body. */
export async function findByKey(
  knex: Knex,
  { requester, key, bodyHash }: IdempotencyKey,
): Promise<StoredChange | undefined> {
  const used = await knex<ChangeKeyRow>('change_keys')
    .where({ requester, key })
    .first();
  if (!used) return undefined;
  if (used.body_hash !== bodyHash) {
    throw new ConflictError(
      'This Idempotency-Key was used for another request: a new request needs a new key',
    );
  }
  const row = await knex<ChangeRow>('changes')
    .where({ id: used.change_id })
    .first('document', 'version');
  return row && fromRow(row);
}
