import { AdoptedCommit } from '@plumbline/plugin-odoo-common';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { CommitLedger, RegistrySnapshot } from '../../registry';
import { CommitTrails } from './CommitTrails';
import { readPosition } from './commitPosition';
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
   * be known before a change settles it. `<tenant>/<stage>`; undefined: nothing was.
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
    snapshot: RegistrySnapshot,
    baseline: string,
  ): Promise<Unledgered | undefined> {
    const found = known.get(snapshot);
    if (found) return found;
    // While a host merges, what it makes of a commit looks like somebody else's; of a history that was rewritten nobody
    // can tell. What was found before stays then.
    const settling = await ledger.settling();
    const isReadable =
      settling.length === 0 &&
      (await repository.isAncestor(baseline, snapshot.head));
    if (!isReadable) return readPosition(knex);
    const now = new Date();
    const all = await trails.upTo(snapshot, { baseline, now, keep: false });
    known.set(snapshot, all);
    return all;
  }

  return {
    async of(environment, snapshot) {
      const baseline = await ledger.baseline();
      if (baseline === undefined) return undefined;
      const found = await foundAt(snapshot, baseline);
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
