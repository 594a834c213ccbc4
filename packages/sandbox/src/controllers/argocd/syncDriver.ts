import { MINUTE, stamp, type ControllerContext } from '../runtime';
import type { ComparedResource, TargetState } from './compare';
import { untilSync } from './automatedSync';
import type { Memory } from './memory';
import type { Application, OperationState } from './shapes';
import {
  retryDelay,
  retryLimit,
  SyncOperation,
  syncTasks,
  TaskRunner,
  type Outcome,
} from './sync';
import { deniedUntil, type AppProject } from './syncWindow';

/** Windows are taken away as well: nobody waits for the end of one without looking. */
const LOOK_AGAIN = 3 * MINUTE;

/** A sync that has begun waits as well, wherever it is. Source: Argo CD, `syncWindowPreventsSync`. */
const BLOCKED: Outcome = {
  phase: 'Running',
  message: 'Sync operation blocked by sync window',
};

/** What a look at an application led to. */
export interface Step {
  /** Of the sync that was begun, went on or ended. */
  operationState?: OperationState;
  /** The sync ended well and belongs into the history. */
  deployed: boolean;
  /** Milliseconds until the next look. */
  requeue?: number;
}

/** Begins syncs, drives them on and repeats those that failed. */
export class SyncDriver {
  readonly #runner: TaskRunner;

  constructor(private readonly context: ControllerContext) {
    this.#runner = new TaskRunner(context.store);
  }

  step(
    memory: Memory,
    project: AppProject,
    target: TargetState,
    compared: ComparedResource[],
  ): Step {
    const { application } = memory;
    const now = this.context.clock.now().getTime();
    const running = memory.operation;
    if (running?.retryAt !== undefined && now < running.retryAt) {
      return { deployed: false, requeue: running.retryAt - now };
    }
    const wait = running ? 0 : untilSync(memory, target, compared, now);
    if (wait === undefined) return { deployed: false };
    if (wait > 0) return { deployed: false, requeue: wait };
    const denied = deniedUntil(project, application.metadata.name, now);
    if (denied !== undefined) {
      return {
        ...(running && { operationState: running.state(BLOCKED, undefined) }),
        deployed: false,
        requeue: Math.min(denied - now, LOOK_AGAIN),
      };
    }
    if (running) {
      if (running.retryAt !== undefined) {
        this.#begin(running, application, target, compared);
      }
      return this.#advance(running, memory);
    }
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
    return this.#advance(operation, memory);
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

  #advance(operation: SyncOperation, memory: Memory): Step {
    const { application } = memory;
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
    operation.retries = operation.tries;
    const message = `${outcome.message}. Retrying attempt #${
      operation.tries
    } at ${at.toISOString()}.`;
    return {
      operationState: operation.state({ phase: 'Running', message }, undefined),
      deployed: false,
      requeue: wait,
    };
  }
}

function hasOption({ spec }: Application, option: string): boolean {
  return spec.syncPolicy?.syncOptions?.includes(option) ?? false;
}
