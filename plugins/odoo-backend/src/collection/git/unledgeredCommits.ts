import { AdoptedCommit } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { CommitLedger } from '../../registry';
import { readPosition } from './commitPosition';
import { notAdopted } from './notAdopted';

/** What was done to an environment past change control, as it was last looked at. */
export interface PastChangeControl {
  /** Behind its present files, the newest first; never empty. */
  commits: AdoptedCommit[];
  /** The last commit at which change control knew the environment. */
  since: string;
}

export interface UnledgeredCommits {
  /** `<tenant>/<stage>`; undefined: nothing was. */
  of(environment: string): Promise<PastChangeControl | undefined>;
}

/** Those that the collection found, without what has been adopted since. */
export function unledgeredCommits(
  knex: Knex,
  ledger: Pick<CommitLedger, 'adoptions'>,
): UnledgeredCommits {
  return {
    async of(environment) {
      const position = await readPosition(knex);
      const trail = position?.byEnvironment.get(environment);
      if (!position || !trail) return undefined;
      const { commits, adoption } = notAdopted(
        environment,
        trail,
        await ledger.adoptions(),
      );
      if (commits.length === 0) return undefined;
      const { settled, baseline } = position;
      return {
        commits: commits.map(({ commit: { id, author } }) => ({
          commit: id,
          author: `${author.name} <${author.email}>`,
        })),
        since: adoption ?? settled.get(environment) ?? baseline,
      };
    },
  };
}
