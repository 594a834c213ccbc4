import {
  KINDS,
  MINUTE,
  nameSuffixOf,
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
import { applicationStatus, syncStatusOf } from './applicationStatus';
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
import type { GitOpsFeed } from './repository';
import type { Application, OperationState } from './shapes';
import {
  retryDelay,
  retryLimit,
  selfHealDelay,
  SyncOperation,
  syncTasks,
  TaskRunner,
  type Outcome,
} from './sync';

/** Argo CD compares every application at least this often. */
const REFRESH = 3 * MINUTE;

/** What the controller remembers of an application between two looks. */
interface Memory {
  /** As read last: most looks find it unchanged, and it is large. */
  application: Application;
  operation?: SyncOperation;
  /** Content of the folder that the last finished sync was for. */
  attempted?: string;
  /** Heals of that content so far. */
  heals: number;
  /** What the last written status followed from, and when it was written. */
  reported?: {
    compared: readonly ComparedResource[];
    commit: string;
    at: number;
  };
}

interface Step {
  operationState?: OperationState;
  deployed: boolean;
  requeue?: number;
}

/** Stands in for the Argo CD application controller of one cluster. */
export class ApplicationController implements Controller {
  readonly name = 'argocd-application';
  readonly watches: readonly Watch[];
  readonly #applications: Resources<Application>;
  readonly #tracked: TrackedObjects;
  readonly #comparison: Comparison;
  readonly #targets: TargetStates;
  readonly #runner: TaskRunner;
  readonly #memories = new Map<string, Memory>();

  constructor(private readonly context: ControllerContext, feed: GitOpsFeed) {
    const { store } = context;
    this.#applications = new Resources(store, KINDS.application);
    this.#tracked = new TrackedObjects(store);
    this.#comparison = new Comparison(store, this.#tracked);
    this.#targets = new TargetStates(feed, store.kinds);
    this.#runner = new TaskRunner(store);
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
    if (application.metadata.deletionTimestamp) {
      removeCascade(this.context.store, application, this.#tracked.of(name));
      return undefined;
    }
    const target = this.#targets.of(application);
    if (!target) return { after: SECOND };
    const compared = this.#comparison.compare(application, target);
    const step = this.#step(application, target, compared, memory);
    // What the sync did is part of what is compared.
    const result = step.operationState
      ? this.#comparison.compare(application, target)
      : compared;
    this.#report(application, target, result, memory, step);
    if (step.requeue !== undefined) return { after: step.requeue };
    const jitter = nameSuffixOf(name).charCodeAt(0) % 30;
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

  #step(
    application: Application,
    target: TargetState,
    compared: ComparedResource[],
    memory: Memory,
  ): Step {
    const now = this.context.clock.now().getTime();
    const running = memory.operation;
    if (running?.retryAt !== undefined && now < running.retryAt) {
      return { deployed: false, requeue: running.retryAt - now };
    }
    if (running) {
      if (running.retryAt !== undefined) {
        this.#begin(running, application, target, compared);
      }
      return this.#advance(application, running, memory);
    }
    const wait = this.#untilSync(application, target, compared, memory, now);
    if (wait === undefined) return { deployed: false };
    if (wait > 0) return { deployed: false, requeue: wait };
    const operation = new SyncOperation(
      {
        revision: target.snapshot.commit,
        source: application.spec.source,
        digest: target.digest,
        createNamespace: hasOption(application, 'CreateNamespace=true'),
        selfHeal: memory.attempted === target.digest,
        startedAt: stamp(this.context),
      },
      this.#runner,
    );
    memory.operation = operation;
    this.#begin(operation, application, target, compared);
    return this.#advance(application, operation, memory);
  }

  /**
   * Milliseconds until a sync starts by itself; undefined when none will. A commit that does
   * not touch the application's files does not make a failed sync worth another try.
   */
  #untilSync(
    { spec, status = {} }: Application,
    target: TargetState,
    compared: ComparedResource[],
    memory: Memory,
    now: number,
  ): number | undefined {
    const { automated } = spec.syncPolicy ?? {};
    if (!automated || automated.enabled === false) return undefined;
    if (syncStatusOf(target, compared) !== 'OutOfSync') return undefined;
    const syncable = compared.filter(
      ({ status: sync, requiresPruning, options }) =>
        sync === 'OutOfSync' &&
        (!requiresPruning ||
          (automated.prune && !options.includes('Prune=false'))),
    );
    if (syncable.length === 0) return undefined;
    if (memory.attempted !== target.digest) return 0;
    const last = status.operationState;
    if (last?.phase !== 'Succeeded' || !automated.selfHeal) return undefined;
    const since = Date.parse(last.finishedAt ?? last.startedAt);
    return Math.max(0, since + selfHealDelay(memory.heals) - now);
  }

  #begin(
    operation: SyncOperation,
    { spec }: Application,
    target: TargetState,
    compared: ComparedResource[],
  ): void {
    const { selfHeal } = operation.request;
    const tasks = syncTasks({
      resources: selfHeal
        ? compared.filter(({ status }) => status === 'OutOfSync')
        : compared,
      hooks: selfHeal ? [] : target.resources.filter(({ hook }) => hook),
      prune: spec.syncPolicy?.automated?.prune ?? false,
    });
    operation.begin(tasks);
  }

  #advance(
    application: Application,
    operation: SyncOperation,
    memory: Memory,
  ): Step {
    const outcome = operation.advance();
    const at = stamp(this.context);
    if (outcome.phase === 'Running') {
      const operationState = operation.state(outcome, undefined);
      return { operationState, deployed: false };
    }
    const { tries } = operation;
    if (outcome.phase === 'Failed' && tries <= retryLimit(application)) {
      return this.#retryLater(application, operation, outcome);
    }
    const { digest, selfHeal } = operation.request;
    memory.operation = undefined;
    memory.heals =
      selfHeal && memory.attempted === digest ? memory.heals + 1 : 0;
    memory.attempted = digest;
    const succeeded = outcome.phase === 'Succeeded';
    const message =
      succeeded || tries === 1
        ? outcome.message
        : `${outcome.message} (retried ${tries - 1} times).`;
    return {
      operationState: operation.state({ ...outcome, message }, at),
      deployed: succeeded && !selfHeal,
    };
  }

  #retryLater(
    application: Application,
    operation: SyncOperation,
    outcome: Outcome,
  ): Step {
    const wait = retryDelay(application, operation.tries);
    const at = new Date(this.context.clock.now().getTime() + wait);
    operation.retryAt = at.getTime();
    const message = `${outcome.message}. Retrying attempt #${
      operation.tries
    } at ${at.toISOString()}.`;
    return {
      operationState: operation.state({ phase: 'Running', message }, undefined),
      deployed: false,
      requeue: wait,
    };
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
    this.#applications.update({
      ...application,
      metadata: { ...application.metadata, resourceVersion: '' },
      status,
    });
  }
}

function hasOption({ spec }: Application, option: string): boolean {
  return spec.syncPolicy?.syncOptions?.includes(option) ?? false;
}
