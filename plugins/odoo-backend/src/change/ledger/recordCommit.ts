import { Knex } from 'knex';
import { ChangeRecord } from '../ChangeRecord';
import { AdoptedCommitRow, CommitLedgerRow } from '../store/tables';

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

/**
 * Takes out a commit that never reached the repository, in the transaction that frees its change: brought there by
 * somebody else later, it is a commit that nobody judged.
 */
export async function forgetCommit(
  knex: Knex,
  { commit, changeId }: { commit: string; changeId: string },
): Promise<void> {
  await knex<CommitLedgerRow>('commit_ledger')
    .where({ commit, change_id: changeId })
    .delete();
}

/**
 * Enters what a change adopts, in the transaction that says that its commit has arrived: for its environment alone, as
 * nobody has judged what else those commits touched.
 */
export async function keepAdopted(
  knex: Knex,
  change: Pick<
    ChangeRecord,
    'id' | 'state' | 'environment' | 'commit' | 'adopts'
  >,
  now: Date,
): Promise<void> {
  const { id, state, environment, commit: adoption, adopts = [] } = change;
  if (state !== 'reconciling' || adoption === undefined) return;
  for (const { commit } of adopts) {
    await knex<AdoptedCommitRow>('adopted_commits')
      .insert({
        environment,
        commit,
        adoption,
        change_id: id,
        recorded_at: now.toISOString(),
      })
      .onConflict(['environment', 'commit'])
      .ignore();
  }
}
