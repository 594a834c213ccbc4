import { Knex } from 'knex';
import { z } from 'zod';
import { FreezeBranchRow } from '../../tables';

const drawnSchema = z.object({
  /** Blob id by path; null: it deletes the path. */
  blobs: z.record(z.string(), z.string().nullable()),
  clusters: z.array(
    z.object({ cluster: z.string(), knownUntil: z.iso.datetime() }),
  ),
});

/** What a commit of freezes brings. */
export type Drawn = z.infer<typeof drawnSchema>;

/** Written down before it leaves the portal: whoever is started after a kill knows its own commits. */
export class DrawnCommits {
  constructor(private readonly knex: Knex) {}

  async add(commit: string, drawn: Drawn): Promise<void> {
    await this.#rows()
      .insert({ commit, document: JSON.stringify(drawn) })
      .onConflict('commit')
      .ignore();
  }

  async find(commit: string): Promise<Drawn | undefined> {
    const row = await this.#rows().where({ commit }).first();
    return row && drawnSchema.parse(JSON.parse(row.document));
  }

  /** Once none of them can be on the branch any more. */
  async forget(): Promise<void> {
    await this.#rows().delete();
  }

  #rows() {
    return this.knex<FreezeBranchRow>('freeze_branch');
  }
}
