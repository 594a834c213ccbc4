import { conditionOf, withCondition, type Condition } from '../runtime';
import { boundsOf } from './rollout';
import type { Deployment, DeploymentStatus, ReplicaSet } from './shapes';

const sum = (numbers: (number | undefined)[]) =>
  numbers.reduce<number>((total, number) => total + (number ?? 0), 0);

function counts(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
) {
  const replicas = sum(all.map(set => set.status?.replicas));
  const availableReplicas = sum(all.map(set => set.status?.availableReplicas));
  return {
    observedGeneration: deployment.metadata.generation,
    replicas,
    updatedReplicas: current?.status?.replicas ?? 0,
    readyReplicas: sum(all.map(set => set.status?.readyReplicas)),
    availableReplicas,
    unavailableReplicas: Math.max(
      0,
      Math.max(replicas, deployment.spec.replicas) - availableReplicas,
    ),
  };
}

type Counts = ReturnType<typeof counts>;

function isComplete(deployment: Deployment, next: Counts): boolean {
  const { replicas } = deployment.spec;
  return (
    next.updatedReplicas === replicas &&
    next.replicas === replicas &&
    next.availableReplicas === replicas
  );
}

function hasProgressed(before: DeploymentStatus, next: Counts): boolean {
  const oldBefore = (before.replicas ?? 0) - (before.updatedReplicas ?? 0);
  return (
    next.updatedReplicas > (before.updatedReplicas ?? 0) ||
    next.replicas - next.updatedReplicas < oldBefore ||
    next.readyReplicas > (before.readyReplicas ?? 0) ||
    next.availableReplicas > (before.availableReplicas ?? 0)
  );
}

const COMPLETE = 'NewReplicaSetAvailable';
const EXCEEDED = 'ProgressDeadlineExceeded';

/** When the rollout is given up, in milliseconds of the epoch, if it is under way. */
export function progressDeadline(deployment: Deployment): number | undefined {
  const known = conditionOf(deployment.status?.conditions, 'Progressing');
  if (!known?.lastUpdateTime) return undefined;
  if ([COMPLETE, EXCEEDED].includes(known.reason ?? '')) return undefined;
  return (
    Date.parse(known.lastUpdateTime) +
    deployment.spec.progressDeadlineSeconds * 1000
  );
}

/**
 * The Progressing condition. Source: Kubernetes, pkg/controller/deployment/progress.go.
 *
 * @param created - a ReplicaSet was made for this template just now
 */
function progressing(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  next: Counts,
  at: string,
  created: boolean,
): Condition | undefined {
  const before = conditionOf(deployment.status?.conditions, 'Progressing');
  const name = current?.metadata.name;
  const condition = (
    status: 'True' | 'False',
    reason: string,
    message: string,
  ): Condition => ({
    type: 'Progressing',
    status,
    reason,
    message,
    lastUpdateTime: at,
  });
  if (created) {
    return condition(
      'True',
      'NewReplicaSetCreated',
      `Created new replica set "${name}"`,
    );
  }
  // A finished rollout stays finished when pods fail later.
  if (before?.reason === COMPLETE && next.replicas === next.updatedReplicas) {
    return before;
  }
  if (isComplete(deployment, next)) {
    return condition(
      'True',
      COMPLETE,
      `ReplicaSet "${name}" has successfully progressed.`,
    );
  }
  if (hasProgressed(deployment.status ?? {}, next) || !before) {
    return condition(
      'True',
      'ReplicaSetUpdated',
      `ReplicaSet "${name}" is progressing.`,
    );
  }
  const deadline = progressDeadline(deployment);
  return deadline !== undefined && Date.parse(at) >= deadline
    ? condition(
        'False',
        EXCEEDED,
        `ReplicaSet "${name}" has timed out progressing.`,
      )
    : before;
}

function available(deployment: Deployment, next: Counts, at: string) {
  const least = deployment.spec.replicas - boundsOf(deployment).maxUnavailable;
  const enough = next.availableReplicas >= least;
  const before = conditionOf(deployment.status?.conditions, 'Available');
  const status = enough ? 'True' : 'False';
  return {
    type: 'Available',
    status,
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough
      ? 'Deployment has minimum availability.'
      : 'Deployment does not have minimum availability.',
    lastUpdateTime: before?.status === status ? before.lastUpdateTime : at,
  } satisfies Condition;
}

/**
 * The status that follows from the ReplicaSets as they are.
 *
 * @param at - RFC 3339 time of now
 */
export function deploymentStatus(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  all: readonly ReplicaSet[],
  at: string,
  created: boolean,
): DeploymentStatus {
  const next = counts(deployment, current, all);
  const progress = progressing(deployment, current, next, at, created);
  const conditions = withCondition(
    deployment.status?.conditions,
    available(deployment, next, at),
    at,
  );
  return {
    ...next,
    conditions: progress ? withCondition(conditions, progress, at) : conditions,
  };
}
