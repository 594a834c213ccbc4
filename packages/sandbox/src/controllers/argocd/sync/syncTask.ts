import type {
  ComparedResource,
  DesiredResource,
  ResourceKey,
} from '../compare';
import type { ResourceResult } from '../shapes';

const PHASES = ['PreSync', 'Sync', 'PostSync'];

/** Order within a wave. Source: Argo CD, gitops-engine/pkg/sync/sync_tasks.go. */
const KIND_ORDER = [
  'Namespace',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ServiceAccount',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'Job',
  'CronJob',
  'Ingress',
];

/** One step of a sync: apply, run a hook, or prune. */
export interface SyncTask {
  key: ResourceKey;
  id: string;
  version: string;
  phase: string;
  wave: number;
  /** Absent when the task is to prune. */
  desired: DesiredResource | undefined;
  options: readonly string[];
  state: 'pending' | 'running' | 'succeeded' | 'failed';
  result: ResourceResult['status'];
  message: string;
}

function rank(task: SyncTask): [number, number, number, number] {
  const kind = KIND_ORDER.indexOf(task.key.kind);
  return [
    PHASES.indexOf(task.phase),
    // What is no longer wanted goes after everything wanted is there.
    Number(task.desired === undefined),
    task.wave,
    kind < 0 ? KIND_ORDER.length : kind,
  ];
}

function inOrder(a: SyncTask, b: SyncTask): number {
  const [left, right] = [rank(a), rank(b)];
  const differing = left.findIndex((part, index) => part !== right[index]);
  return differing < 0
    ? a.key.name.localeCompare(b.key.name)
    : left[differing] - right[differing];
}

const BLANK = { state: 'pending', result: undefined, message: '' } as const;

export interface TaskSelection {
  resources: readonly ComparedResource[];
  hooks: readonly DesiredResource[];
  prune: boolean;
}

/** The steps of a sync, in their order. */
export function syncTasks(selection: TaskSelection): SyncTask[] {
  const { resources, hooks, prune } = selection;
  const applied = resources.map(({ key, id, version, desired, options }) => ({
    ...BLANK,
    key,
    id,
    version,
    desired,
    options,
    phase: 'Sync',
    wave: desired?.wave ?? 0,
  }));
  const hooked = hooks.map(desired => ({
    ...BLANK,
    key: desired.key,
    id: desired.id,
    version: desired.version,
    desired,
    options: desired.options,
    phase: desired.hook ?? 'Sync',
    wave: desired.wave,
  }));
  return [
    ...applied.filter(({ desired }) => desired !== undefined || prune),
    ...hooked.filter(({ phase }) => PHASES.includes(phase)),
  ].sort(inOrder);
}

/** Tasks that run together, in order. */
export function waves(tasks: readonly SyncTask[]): SyncTask[][] {
  const groups: SyncTask[][] = [];
  for (const task of tasks) {
    const last = groups.at(-1)?.[0];
    const same =
      last?.phase === task.phase &&
      last.wave === task.wave &&
      (last.desired === undefined) === (task.desired === undefined);
    if (same) groups.at(-1)?.push(task);
    else groups.push([task]);
  }
  return groups;
}

export function toResult(task: SyncTask): ResourceResult {
  const { key, version, desired, state, result, message, phase } = task;
  const hookPhases = {
    pending: 'Running',
    running: 'Running',
    succeeded: 'Succeeded',
    failed: 'Failed',
  } as const;
  return {
    group: key.group,
    version,
    kind: key.kind,
    namespace: key.namespace ?? '',
    name: key.name,
    ...(desired?.hook ? { hookType: desired.hook } : {}),
    ...(result ? { status: result } : {}),
    hookPhase: hookPhases[state],
    syncPhase: phase,
    message,
  };
}
