import {
  KINDS,
  MINUTE,
  Resources,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
  type Watch,
} from '../runtime';
import { FINALIZER } from './removeCascade';
import type { Application } from './shapes';
import type { AppProject } from './syncWindow';

const LOOK_AGAIN = 3 * MINUTE;

/** Lets a deleted project with Argo CD's finalizer go once no application refers to it. */
export class ProjectController implements Controller {
  readonly name = 'argocd-project';
  readonly watches: readonly Watch[];
  readonly #projects: Resources<AppProject>;
  readonly #applications: Resources<Application>;

  constructor({ store }: ControllerContext) {
    this.#projects = new Resources(store, KINDS.project);
    this.#applications = new Resources(store, KINDS.application);
    const gone: Watch = {
      kind: KINDS.application,
      keys: ({ type, stored }) =>
        type === 'DELETED'
          ? [
              {
                namespace: stored.namespace,
                name: (JSON.parse(stored.json) as Application).spec.project,
              },
            ]
          : [],
    };
    this.watches = [watchOwn(KINDS.project), gone];
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const project = this.#projects.get(namespace, name);
    const { deletionTimestamp, finalizers = [] } = project?.metadata ?? {};
    if (!project || !deletionTimestamp || !finalizers.includes(FINALIZER)) {
      return undefined;
    }
    const isReferred = this.#applications
      .list(namespace)
      .some(({ spec }) => spec.project === name);
    if (isReferred) return { after: LOOK_AGAIN };
    this.#projects.update({
      ...project,
      metadata: {
        ...project.metadata,
        finalizers: finalizers.filter(finalizer => finalizer !== FINALIZER),
      },
    });
    return undefined;
  }
}
