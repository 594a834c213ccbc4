import { ServiceUnavailableError } from '@backstage/errors';
import { AdoptedCommit } from '@plumbline/plugin-odoo-common';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { CommitLedger, RegistrySnapshot } from '../../registry';
import { CommitTrails } from './CommitTrails';
import { readPosition } from './commitPosition';
import { isOverdue } from './isOverdue';
import { notAdopted } from './notAdopted';
import { Unledgered } from './unledgered';

/** What was done to an environment past change control. */
export interface PastChangeControl {
  /** Behind its present files, the newest first; never empty. */
  commits: AdoptedCommit[];
  /** The last commit at which change control knew the environment. */
  since: string;
}

export interface UnledgeredCommits {
  /**
   * At the commit of the snapshot, whether the collection has looked there or not: what was pushed a moment ago is to
   * be known before a change settles it. `<tenant>/<stage>`; undefined: nothing was. Fails with ServiceUnavailableError
   * while the branch lacks the commit at which the ledger begins.
   */
  of(
    environment: string,
    snapshot: RegistrySnapshot,
  ): Promise<PastChangeControl | undefined>;
}

/** Those behind an environment's files, without what has been adopted since. */
export function unledgeredCommits(options: {
  knex: Knex;
  repository: GitOpsRepository;
  ledger: CommitLedger;
}): UnledgeredCommits {
  const { knex, repository, ledger } = options;
  const trails = new CommitTrails(options);
  // One head is asked for again and again, by every open change.
  const known = new WeakMap<RegistrySnapshot, Unledgered>();

  async function foundAt(
    environment: string,
    snapshot: RegistrySnapshot,
    baseline: string,
  ): Promise<Unledgered | undefined> {
    const found = known.get(snapshot);
    if (found) return found;
    if (!(await repository.isAncestor(baseline, snapshot.head))) {
      throw new ServiceUnavailableError(
        `The history of the branch was rewritten: it no longer contains ${baseline}, so who changed ${environment} cannot be told. Changes of what exists wait until the branch contains that commit again`,
      );
    }
    const settling = await ledger.settling();
    const now = new Date();
    // While a host merges, what it makes of a commit looks like somebody else's: for that environment alone what was
    // found before stays, and not for ever.
    const isAwaited = settling.some(
      merge => merge.environment === environment && !isOverdue(merge, now),
    );
    if (isAwaited) return readPosition(knex);
    const all = await trails.upTo(snapshot, { baseline, now, keep: false });
    if (settling.length === 0) known.set(snapshot, all);
    return all;
  }

  return {
    async of(environment, snapshot) {
      const baseline = await ledger.baseline();
      if (baseline === undefined) return undefined;
      const found = await foundAt(environment, snapshot, baseline);
      const trail = found?.byEnvironment.get(environment);
      if (!found || !trail) return undefined;
      const { commits, adoption } = notAdopted(
        environment,
        trail,
        await ledger.adoptions(),
      );
      if (commits.length === 0) return undefined;
      return {
        commits: commits.map(({ commit: { id, author } }) => ({
          commit: id,
          author: `${author.name} <${author.email}>`,
        })),
        since: adoption ?? found.settled.get(environment) ?? baseline,
      };
    },
  };
}
