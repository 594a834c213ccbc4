import { ChangeKind, isBroughtBack } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { Adoption, CommitLedger, SettlingMerge } from '../../registry';
import { fromRow } from '../store/changeRow';
import {
  AdoptedCommitRow,
  ChangeBranchRow,
  ChangeRow,
  CommitLedgerRow,
} from '../store/tables';

/** Ids in one statement: under the limit of bound values of SQLite. */
const BATCH = 500;

function batches(ids: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) =>
    ids.slice(index * BATCH, (index + 1) * BATCH),
  );
}

/** The commits of change control in the database. */
export class DatabaseCommitLedger implements CommitLedger {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async isKnown(commits: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#entries(commits);
    return new Set(rows.map(({ commit }) => commit));
  }

  async notSettling(commits: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#entries(commits);
    const changes = new Set(rows.flatMap(({ change_id: id }) => id ?? []));
    const decommissions = new Set<string>();
    for (const ids of batches([...changes])) {
      const found = await this.#knex<ChangeRow>('changes')
        .where({ kind: 'decommission' satisfies ChangeKind })
        .whereIn('id', ids)
        .select('id');
      for (const { id } of found) decommissions.add(id);
    }
    const own = rows.filter(
      ({ change_id: id }) => id !== null && decommissions.has(id),
    );
    return new Set(own.map(({ commit }) => commit));
  }

  async recordedAt(
    commits: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#entries(commits);
    // The baseline is somebody else's commit: when we met it says nothing of its age.
    const own = rows.filter(({ change_id }) => change_id !== null);
    return new Map(own.map(row => [row.commit, row.recorded_at]));
  }

  async #entries(commits: readonly string[]): Promise<CommitLedgerRow[]> {
    const entries: CommitLedgerRow[] = [];
    for (const batch of batches(commits)) {
      const rows = await this.#knex<CommitLedgerRow>('commit_ledger')
        .whereIn('commit', batch)
        .select('commit', 'change_id', 'recorded_at');
      entries.push(...rows);
    }
    return entries;
  }

  adoptions(): Promise<Adoption[]> {
    return this.#knex<AdoptedCommitRow>('adopted_commits')
      .orderBy(['recorded_at', 'environment', 'commit'])
      .select('environment', 'commit', 'adoption');
  }

  async baseline(): Promise<string | undefined> {
    const row = await this.#knex<CommitLedgerRow>('commit_ledger')
      .whereNull('change_id')
      .orderBy(['recorded_at', 'commit'])
      .first('commit');
    return row?.commit;
  }

  async settling(): Promise<SettlingMerge[]> {
    const rows = await this.#knex<ChangeRow>('changes')
      .whereIn('state', ['approved', 'reconciling'])
      .whereIn(
        'id',
        this.#knex<ChangeBranchRow>('change_branches').select('change_id'),
      )
      .select('document', 'version');
    return (
      rows
        .map(row => fromRow(row).record)
        .filter(record =>
          record.state === 'approved'
            ? record.commit !== undefined
            : record.conclusion?.commit && !isBroughtBack(record),
        )
        // Nothing is written into the timeline between the commit that is fixed and what becomes of it.
        .map(({ id, environment, updatedAt }) => ({
          change: id,
          environment,
          since: updatedAt,
        }))
    );
  }

  /** Takes the head as baseline when there is none yet: what was there before the portal is not its finding. */
  async ensureBaseline(head: string, now: Date): Promise<void> {
    if (await this.baseline()) return;
    await this.#knex<CommitLedgerRow>('commit_ledger')
      .insert({ commit: head, change_id: null, recorded_at: now.toISOString() })
      .onConflict('commit')
      .ignore();
  }
}
