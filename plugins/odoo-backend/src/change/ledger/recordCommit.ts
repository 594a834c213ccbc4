import { Knex } from 'knex';
import { CommitLedgerRow } from '../store/tables';

/** Enters a commit of change control, in the transaction that fixes it in its change. */
export async function recordCommit(
  knex: Knex,
  entry: { commit: string; changeId: string; now: Date },
): Promise<void> {
  await knex<CommitLedgerRow>('commit_ledger')
    .insert({
      commit: entry.commit,
      change_id: entry.changeId,
      recorded_at: entry.now.toISOString(),
    })
    .onConflict('commit')
    .ignore();
}
