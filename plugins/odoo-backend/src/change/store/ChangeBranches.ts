import { Knex } from 'knex';
import { ChangeBranchRow } from './tables';

/** Blob id by path that a commit touches; null: it deletes the path. */
export type Blobs = Readonly<Record<string, string | null>>;

export interface DrawnCommit {
  branch: string;
  commit: string;
  changeId: string;
  blobs: Blobs;
}

/**
 * What change control put on branches of pull requests, written down before it leaves the portal: whoever is started
 * after a kill knows its own commits from somebody else's.
 */
export class ChangeBranches {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async draw(drawn: DrawnCommit, now: Date): Promise<void> {
    const { branch, commit, changeId, blobs } = drawn;
    await this.#knex<ChangeBranchRow>('change_branches')
      .insert({
        branch,
        commit,
        change_id: changeId,
        blobs: JSON.stringify(blobs),
        drawn_at: now.toISOString(),
      })
      .onConflict(['branch', 'commit'])
      .ignore();
  }

  async find(branch: string, commit: string): Promise<DrawnCommit | undefined> {
    const row = await this.#knex<ChangeBranchRow>('change_branches')
      .where({ branch, commit })
      .first();
    return (
      row && {
        branch,
        commit,
        changeId: row.change_id,
        blobs: JSON.parse(row.blobs),
      }
    );
  }

  /** Every branch that may still exist, with its change. */
  async all(): Promise<{ branch: string; changeId: string }[]> {
    const rows = await this.#knex<ChangeBranchRow>('change_branches')
      .distinct('branch', 'change_id')
      .orderBy('branch');
    return rows.map(row => ({ branch: row.branch, changeId: row.change_id }));
  }

  async forget(branch: string): Promise<void> {
    await this.#knex<ChangeBranchRow>('change_branches')
      .where({ branch })
      .delete();
  }
}
