import { AdoptedCommit } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { CommitLedger } from '../../registry';
import { readPosition } from './commitPosition';

/** Commits past change control behind an environment's present files, the newest first, as they were last looked at. */
export interface UnledgeredCommits {
  /** `<tenant>/<stage>` */
  of(environment: string): Promise<AdoptedCommit[]>;
}

/** Those that the collection found, without what has been adopted since. */
export function unledgeredCommits(
  knex: Knex,
  ledger: Pick<CommitLedger, 'isKnown'>,
): UnledgeredCommits {
  return {
    async of(environment) {
      const position = await readPosition(knex);
      const trail = position?.byEnvironment.get(environment) ?? [];
      const known = await ledger.isKnown(trail.map(({ commit }) => commit.id));
      return trail
        .filter(({ commit }) => !known.has(commit.id))
        .map(({ commit: { id, author } }) => ({
          commit: id,
          author: `${author.name} <${author.email}>`,
        }));
    },
  };
}
