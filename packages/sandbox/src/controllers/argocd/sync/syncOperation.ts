import type { ApplicationSource, OperationState } from '../shapes';
import { toResult, waves, type SyncTask } from './syncTask';
import type { TaskRunner } from './taskRunner';

export interface SyncRequest {
  revision: string;
  source: ApplicationSource;
  /** The folder's content that is synced. */
  digest: string;
  createNamespace: boolean;
  /** Only what is out of sync is applied: no hooks, no history. */
  selfHeal: boolean;
  /** RFC 3339. */
  startedAt: string;
}

/** What became of a try. */
export interface Outcome {
  phase: 'Running' | 'Succeeded' | 'Failed';
  message: string;
}

/** One sync from start to end, over all its tries. */
export class SyncOperation {
  tries = 0;
  /** Counted, as Argo CD does, when the next try is planned. */
  retries = 0;
  /** Milliseconds of the epoch: a failed try is repeated then. */
  retryAt: number | undefined;
  #tasks: SyncTask[] = [];
  #validated = false;

  constructor(
    readonly request: SyncRequest,
    private readonly runner: TaskRunner,
  ) {}

  /** Starts over with these tasks. */
  begin(tasks: SyncTask[]): void {
    this.#tasks = tasks;
    this.#validated = false;
    this.retryAt = undefined;
    this.tries += 1;
  }

  /** Goes as far as it can: wave by wave, the next when the one before is healthy. */
  advance(): Outcome {
    const refused = this.#validated ? undefined : this.#validate();
    if (refused) return { phase: 'Failed', message: refused };
    const groups = waves(this.#tasks);
    for (const [index, group] of groups.entries()) {
      const outcome = this.#run(group, index === groups.length - 1);
      if (outcome) return outcome;
    }
    const message = 'successfully synced (all tasks run)';
    return { phase: 'Succeeded', message };
  }

  #validate(): string | undefined {
    this.#validated = true;
    for (const task of this.#tasks) {
      const refusal = this.runner.dryRun(task);
      if (refusal === undefined) continue;
      task.state = 'failed';
      task.result = 'SyncFailed';
      task.message = refusal;
    }
    return this.#failure(this.#tasks);
  }

  #failure(tasks: SyncTask[]): string | undefined {
    const failed = tasks.filter(({ state }) => state === 'failed');
    if (failed.length === 0) return undefined;
    const refused = failed.find(({ result }) => result === 'SyncFailed');
    return refused
      ? `one or more objects failed to apply, reason: ${refused.message}`
      : 'one or more synchronization tasks completed unsuccessfully';
  }

  #run(group: SyncTask[], last: boolean): Outcome | undefined {
    for (const task of group) {
      if (task.state === 'pending') {
        this.runner.start(task, this.request.createNamespace);
      }
    }
    for (const task of group) {
      // Nothing waits for the last wave: its health is the application's, not the sync's.
      if (task.state === 'running' && last && !task.desired?.hook) {
        task.state = 'succeeded';
      } else if (task.state === 'running') this.runner.check(task);
    }
    const failure = this.#failure(group);
    if (failure) return { phase: 'Failed', message: failure };
    const running = group.filter(({ state }) => state === 'running');
    return running.length === 0
      ? undefined
      : { phase: 'Running', message: waitingFor(running) };
  }

  /** `status.operationState` after an outcome. */
  state(outcome: Outcome, finishedAt: string | undefined): OperationState {
    const { revision, source, startedAt, selfHeal } = this.request;
    const done = this.#tasks.filter(({ state }) => state !== 'pending');
    return {
      phase: outcome.phase,
      message: outcome.message,
      startedAt,
      ...(finishedAt ? { finishedAt } : {}),
      ...(this.retries > 0 ? { retryCount: this.retries } : {}),
      operation: {
        initiatedBy: { automated: true },
        sync: {
          revision,
          ...(selfHeal
            ? {
                resources: this.#tasks.map(({ key }) => ({
                  group: key.group,
                  kind: key.kind,
                  namespace: key.namespace,
                  name: key.name,
                })),
              }
            : {}),
        },
      },
      syncResult: { revision, source, resources: done.map(toResult) },
    };
  }
}

function waitingFor(tasks: SyncTask[]): string {
  const first = tasks.find(({ desired }) => desired?.hook) ?? tasks[0];
  const { key, desired } = first;
  const name = `${key.group ? `${key.group}/` : ''}${key.kind}/${key.name}`;
  const what = desired?.hook ? 'completion of hook' : 'healthy state of';
  const more =
    tasks.length > 1 ? ` and ${tasks.length - 1} more resources` : '';
  return `waiting for ${what} ${name}${more}`;
}
