import type { GitOpsFeed } from '../repository';
import {
  digestOf,
  KINDS,
  Resources,
  stamp,
  watchOwn,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
} from '../runtime';
import type { GitRepository } from './shapes';

/** `main@sha1:<commit>`, as Flux names what it fetched. */
const revisionOf = (branch: string, commit: string) =>
  `${branch}@sha1:${commit}`;

/** Stands in for Flux's source-controller, for the one repository that the sandbox has. */
export class GitRepositoryController implements Controller {
  readonly name = 'flux-gitrepository';
  readonly watches = [watchOwn(KINDS.gitRepository)];
  readonly #repositories: Resources<GitRepository>;

  constructor(
    private readonly context: ControllerContext,
    private readonly feed: GitOpsFeed,
  ) {
    this.#repositories = new Resources(context.store, KINDS.gitRepository);
  }

  /** Those that have to be looked at after a commit. */
  affectedByCommit(): ObjectKey[] {
    return this.#repositories.list().map(({ metadata }) => metadata);
  }

  reconcile({ namespace, name }: ObjectKey): undefined {
    const repository = this.#repositories.get(namespace, name);
    const snapshot = this.feed.current;
    if (!repository || !snapshot || repository.spec.suspend) return;
    const revision = revisionOf(
      repository.spec.ref?.branch ?? 'master',
      snapshot.commit,
    );
    const { artifact, conditions } = repository.status ?? {};
    const at = stamp(this.context);
    const observedGeneration = repository.metadata.generation;
    const stored: Omit<Condition, 'type'> = {
      status: 'True',
      reason: 'Succeeded',
      message: `stored artifact for revision '${revision}'`,
      observedGeneration,
    };
    this.#repositories.setStatus(repository, {
      observedGeneration,
      artifact:
        artifact?.revision === revision
          ? artifact
          : {
              revision,
              lastUpdateTime: at,
              digest: `sha256:${digestOf([...snapshot.files])}`,
            },
      conditions: ['Ready', 'ArtifactInStorage'].reduce<Condition[]>(
        (list, type) => withCondition(list, { type, ...stored }, at),
        conditions ?? [],
      ),
    });
  }
}
