import type { GitOpsFeed } from '../repository';
import {
  KINDS,
  MINUTE,
  Resources,
  SECOND,
  stamp,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
  type Watch,
} from '../runtime';
import { applicationStatus, refusedStatus } from './applicationStatus';
import {
  Comparison,
  looksSame,
  TargetStates,
  TrackedObjects,
  trackedBy,
  type ComparedResource,
  type TargetState,
} from './compare';
import { removeCascade } from './removeCascade';
import { SyncDriver, type Step } from './syncDriver';
import type { AppProject } from './syncWindow';
import type { Application } from './shapes';
import type { Memory } from './memory';

/** Argo CD compares every application at least this often. */
const REFRESH = 3 * MINUTE;

/** Stands in for the Argo CD application controller of one cluster. */
export class ApplicationController implements Controller {
  readonly name = 'argocd-application';
  readonly watches: readonly Watch[];
  readonly #applications: Resources<Application>;
  readonly #projects: Resources<AppProject>;
  readonly #tracked: TrackedObjects;
  readonly #comparison: Comparison;
  readonly #targets: TargetStates;
  readonly #driver: SyncDriver;
  readonly #memories = new Map<string, Memory>();

  constructor(private readonly context: ControllerContext, feed: GitOpsFeed) {
    const { store } = context;
    this.#applications = new Resources(store, KINDS.application);
    this.#projects = new Resources(store, KINDS.project);
    this.#tracked = new TrackedObjects(store);
    this.#comparison = new Comparison(store, this.#tracked);
    this.#targets = new TargetStates(feed, store.kinds);
    this.#driver = new SyncDriver(context);
    const trackable = store.kinds.kinds.filter(
      kind => !kind.review && !kind.storedAs,
    );
    this.watches = [
      watchOwn(KINDS.application),
      ...trackable.map(({ group, kind }) => this.#watchTracked(group, kind)),
    ];
  }

  /** Applications that have to be looked at after a commit. */
  affectedByCommit(): ObjectKey[] {
    const { clock } = this.context;
    // In a replay only those whose files changed: the others look at its end.
    const all = clock.now().getTime() >= clock.horizon().getTime();
    return this.#applications
      .list()
      .filter(application => all || this.#targets.isAffected(application))
      .map(({ metadata }) => metadata);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const memory = this.#recall(namespace, name);
    if (!memory) return undefined;
    const { application } = memory;
    const project = this.#projects.get(namespace, application.spec.project);
    if (!project) return this.#refuse(memory);
    if (application.metadata.deletionTimestamp) {
      removeCascade(this.context.store, application, this.#tracked.of(name));
      return undefined;
    }
    memory.refusedAt = undefined;
    const target = this.#targets.of(application);
    if (!target) return { after: SECOND };
    const compared = this.#comparison.compare(application, target);
    const step = this.#driver.step(memory, project, target, compared);
    // What the sync did is part of what is compared.
    const result = step.operationState
      ? this.#comparison.compare(application, target)
      : compared;
    this.#report(application, target, result, memory, step);
    if (step.requeue !== undefined) return { after: step.requeue };
    // Not all at the same moment.
    const jitter = name.length % 30;
    return { after: REFRESH + jitter * SECOND, coalesce: true };
  }

  #recall(namespace: string | undefined, name: string): Memory | undefined {
    const { store } = this.context;
    const stored = store.stored(KINDS.application, namespace, name);
    const known = this.#memories.get(name);
    if (!stored || (known && known.application.metadata.uid !== stored.uid)) {
      this.#memories.delete(name);
    }
    const version = known?.application.metadata.resourceVersion;
    if (known && stored && version === String(stored.revision)) return known;
    const application = this.#applications.get(namespace, name);
    if (!application) return undefined;
    const memory = { heals: 0, ...this.#memories.get(name), application };
    this.#memories.set(name, memory);
    return memory;
  }

  /** Nothing else is done with it, not even its deletion, until a look finds its project. */
  #refuse(memory: Memory): Requeue {
    const { application, refusedAt = 0 } = memory;
    const now = this.context.clock.now().getTime();
    // Its own status is news to it as well.
    if (now - refusedAt < REFRESH) return { after: refusedAt + REFRESH - now };
    memory.refusedAt = now;
    memory.reported = undefined;
    memory.application = this.#applications.update({
      ...application,
      metadata: { ...application.metadata, resourceVersion: '' },
      status: refusedStatus(application, stamp(this.context)),
    });
    return { after: REFRESH };
  }

  #watchTracked(group: string, kind: string): Watch {
    return {
      kind: { group, kind },
      keys: change => {
        const owner = trackedBy(change);
        return owner ? [this.#keyOf(owner)] : [];
      },
    };
  }

  #keyOf(name: string): ObjectKey {
    const found = this.context.store
      .storedList(KINDS.application)
      .find(stored => stored.name === name);
    return { namespace: found?.namespace, name };
  }

  #report(
    application: Application,
    target: TargetState,
    compared: ComparedResource[],
    memory: Memory,
    step: Step,
  ): void {
    const now = this.context.clock.now().getTime();
    const { reported } = memory;
    const { commit } = target.snapshot;
    // Without news only the time of the last look is written, and that rarely.
    const news =
      step.operationState !== undefined ||
      reported?.commit !== commit ||
      reported.compared.length !== compared.length ||
      compared.some(
        (resource, index) => !looksSame(resource, reported.compared[index]),
      );
    if (!news && now - reported.at < REFRESH) return;
    memory.reported = { compared, commit, at: now };
    const operationState =
      step.operationState ?? application.status?.operationState;
    const failed =
      operationState?.phase === 'Failed' && memory.attempted === target.digest;
    const status = applicationStatus(application, {
      target,
      compared,
      operationState,
      deployed: step.deployed,
      syncError: failed
        ? `Failed last sync attempt to [${operationState.syncResult.revision}]: ${operationState.message}`
        : undefined,
      at: stamp(this.context),
    });
    memory.application = this.#applications.update({
      ...application,
      metadata: { ...application.metadata, resourceVersion: '' },
      status,
    });
  }
}
