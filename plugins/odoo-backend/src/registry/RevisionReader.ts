import { GitOpsRepository } from '@plumbline/plugin-odoo-node';

type Revisions = ReadonlyMap<string, { commit: string; at: string }>;

/** The newest commit of each environment's folder; of a head that follows the last one, only the commits between are read. */
export class RevisionReader {
  readonly #repository: Pick<GitOpsRepository, 'lastTouched' | 'isAncestor'>;
  #last: { commit: string; revisions: Revisions } | undefined;

  constructor(
    repository: Pick<GitOpsRepository, 'lastTouched' | 'isAncestor'>,
  ) {
    this.#repository = repository;
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
    const revisions = new Map([...(follows ? last.revisions : []), ...recent]);
    this.#last = { commit, revisions };
    return revisions;
  }
}
