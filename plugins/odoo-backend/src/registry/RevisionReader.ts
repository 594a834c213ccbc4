import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { CommitLedger } from './CommitLedger';

type Revisions = ReadonlyMap<string, { commit: string; at: string }>;

/** The newest commit of each environment's folder; of a head that follows the last one, only the commits between are read. */
export class RevisionReader {
  readonly #repository: Pick<GitOpsRepository, 'lastTouched' | 'isAncestor'>;
  readonly #ledger: Pick<CommitLedger, 'recordedAt'>;
  #last: { commit: string; revisions: Revisions } | undefined;

  constructor(
    repository: Pick<GitOpsRepository, 'lastTouched' | 'isAncestor'>,
    ledger: Pick<CommitLedger, 'recordedAt'>,
  ) {
    this.#repository = repository;
    this.#ledger = ledger;
  }

  async at(commit: string): Promise<Revisions> {
    const last = this.#last;
    const follows =
      last !== undefined &&
      (await this.#repository.isAncestor(last.commit, commit));
    const recent = await this.#repository.lastTouched(
      commit,
      'environments',
      2,
      follows ? last.commit : undefined,
    );
    const revisions = new Map([
      ...(follows ? last.revisions : []),
      ...(await this.#dated(recent)),
    ]);
    this.#last = { commit, revisions };
    return revisions;
  }

  /**
   * A change that was applied long after its approval is as new as its arrival: what a cluster compared in between
   * had not seen it.
   */
  async #dated(revisions: Revisions): Promise<Revisions> {
    const recorded = await this.#ledger.recordedAt(
      [...revisions.values()].map(({ commit }) => commit),
    );
    return new Map(
      [...revisions].map(([name, { commit, at }]) => {
        const arrived = recorded.get(commit);
        const later = arrived !== undefined && arrived > at ? arrived : at;
        return [name, { commit, at: later }];
      }),
    );
  }
}
