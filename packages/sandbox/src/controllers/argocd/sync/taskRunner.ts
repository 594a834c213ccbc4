import {
  StatusError,
  type ClusterStore,
  type KubernetesObject,
} from '../../../kubernetes';
import { ARGO_CD, KINDS } from '../../runtime';
import { FIELD_MANAGER } from '../compare';
import { resourceHealth } from '../health';
import type { SyncTask } from './syncTask';

function textOf(error: unknown): string {
  if (error instanceof StatusError) return error.message;
  throw error;
}

/** Carries out single tasks of a sync against the cluster. */
export class TaskRunner {
  constructor(private readonly store: ClusterStore) {}

  /** Tries without effect; answers why the server refuses, if it does. */
  dryRun({ desired, key }: SyncTask): string | undefined {
    if (!desired || desired.hook) return undefined;
    // A first sync makes the namespace before what lies in it.
    if (key.namespace && !this.#hasNamespace(key.namespace)) return undefined;
    try {
      this.store.apply(desired.object, FIELD_MANAGER, {
        dryRun: true,
        user: ARGO_CD,
      });
      return undefined;
    } catch (error) {
      return textOf(error);
    }
  }

  /** Starts a task: it is running, succeeded or failed afterwards. */
  start(task: SyncTask, createNamespace: boolean): void {
    try {
      if (!task.desired) this.#prune(task);
      else this.#apply(task, createNamespace);
    } catch (error) {
      task.state = 'failed';
      task.result = 'SyncFailed';
      task.message = textOf(error);
    }
  }

  /** Looks at a running task's object; a hook's deletion policy is carried out at its end. */
  check(task: SyncTask): void {
    const live = this.#live(task);
    const health = live && resourceHealth(task.key.group, live);
    if (live && (!health || health.status === 'Healthy')) {
      task.state = 'succeeded';
      if (task.desired?.hook) task.message = health?.message ?? '';
    } else if (health?.status === 'Degraded') {
      task.state = 'failed';
      task.message = health.message ?? task.message;
    } else if (!live && task.desired?.hook) {
      task.state = 'failed';
      task.message = 'hook was deleted before it completed';
    }
    const policy = { succeeded: 'HookSucceeded', failed: 'HookFailed' };
    if (task.state === 'succeeded' || task.state === 'failed') {
      if (task.desired?.deletePolicies.includes(policy[task.state])) {
        this.store.delete(task.key, task.key.namespace, task.key.name);
      }
    }
  }

  #live({ key }: SyncTask): KubernetesObject | undefined {
    return this.store.get(key, key.namespace, key.name);
  }

  #hasNamespace(name: string): boolean {
    return this.store.stored(KINDS.namespace, undefined, name) !== undefined;
  }

  #prune(task: SyncTask): void {
    task.state = 'succeeded';
    if (task.options.includes('Prune=false')) {
      task.result = 'PruneSkipped';
      task.message = 'ignored (no prune)';
      return;
    }
    this.store.delete(task.key, task.key.namespace, task.key.name);
    task.result = 'Pruned';
    task.message = 'pruned';
  }

  #apply(task: SyncTask, createNamespace: boolean): void {
    const { desired, key } = task;
    if (!desired) return;
    const { namespace } = key;
    if (createNamespace && namespace && !this.#hasNamespace(namespace)) {
      this.store.create(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
        { user: ARGO_CD },
      );
    }
    // Argo CD's default for hooks: the one of the sync before makes way.
    if (desired.hook) this.store.delete(key, namespace, key.name);
    this.store.apply(desired.object, FIELD_MANAGER, { user: ARGO_CD });
    const kind = key.group ? `${key.kind}.${key.group}` : key.kind;
    task.state = 'running';
    task.result = desired.hook ? undefined : 'Synced';
    task.message = `${kind.toLowerCase()}/${key.name} serverside-applied`;
  }
}
