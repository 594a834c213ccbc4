import { createHash } from 'node:crypto';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { Knex } from 'knex';
import { CommitLedger, RegistrySnapshot } from '../../registry';
import { CommitPosition, keepPosition, readPosition } from './commitPosition';
import { namedEnvironments } from './namedEnvironments';
import {
  Unledgered,
  UnledgeredCommit,
  addUnledgered,
  findUnledgered,
} from './unledgered';

/** Policies have no change of their own yet: what was done to them is said for a week, not for ever. */
const NOTICE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Which commits change control did not make. The history is read from where it was left: its length does not matter.
 */
export class CommitTrails {
  readonly #knex: Knex;
  readonly #repository: GitOpsRepository;
  readonly #ledger: CommitLedger;

  constructor(options: {
    knex: Knex;
    repository: GitOpsRepository;
    ledger: CommitLedger;
  }) {
    this.#knex = options.knex;
    this.#repository = options.repository;
    this.#ledger = options.ledger;
  }

  /**
   * @param options - `baseline`: an ancestor of the snapshot's head: it and everything before it counts as known;
   * `keep`: nothing more will be entered of these commits, they need not be read again
   */
  async upTo(
    snapshot: RegistrySnapshot,
    { baseline, now, keep }: { baseline: string; now: Date; keep: boolean },
  ): Promise<Unledgered> {
    const { head } = snapshot;
    const names = namesOf(snapshot);
    const left = await this.#leftAt(head, { baseline, names });
    if (left?.commit === head) return left;
    const commits = await this.#repository.log(head, {
      since: left?.commit ?? baseline,
    });
    const ids = commits.map(({ id }) => id);
    const found = findUnledgered(namedEnvironments(snapshot), commits, {
      known: await this.#ledger.isKnown(ids),
      notSettling: await this.#ledger.notSettling(ids),
    });
    const all = left ? addUnledgered(left, found) : found;
    const position: CommitPosition = {
      baseline,
      names,
      commit: head,
      byEnvironment: all.byEnvironment,
      settled: all.settled,
      elsewhere: all.elsewhere.filter(commit => isRecent(commit, now)),
    };
    if (keep) await keepPosition(this.#knex, position);
    return position;
  }

  /** Absent: the whole history must be read, for the branch was rewritten or other environments exist. */
  async #leftAt(
    head: string,
    { baseline, names }: Pick<CommitPosition, 'baseline' | 'names'>,
  ): Promise<CommitPosition | undefined> {
    const position = await readPosition(this.#knex);
    if (position?.baseline !== baseline || position.names !== names) {
      return undefined;
    }
    return (await this.#repository.isAncestor(position.commit, head))
      ? position
      : undefined;
  }
}

export function isRecent({ commit }: UnledgeredCommit, now: Date): boolean {
  return now.getTime() - Date.parse(commit.committedAt) < NOTICE_MS;
}

function namesOf({ named }: RegistrySnapshot): string {
  return createHash('sha256')
    .update([...named].sort().join('\n'))
    .digest('base64url');
}
