import { DeploymentRecord, conditionWords, findCondition } from '../records';
import { Finding, worst } from './Finding';
import { Probe, Subject, committedAt, planned, reference } from './Subject';
import { explainPods } from './podReasons';
import { sleepKinds, sleepOf } from './sleep';
import { MINUTE, forHowLong, waited } from '../words';
import { PlannedWorkload, plannedWorkloads, podsOf } from './workloads';

/** Without a step forward for this long, a rollout is slow; Kubernetes calls it failed by its own deadline. */
const SLOW = 10 * MINUTE;

export const rolloutProgress: Probe = {
  id: 'rollout.progress',
  needs: () => ['deployments', 'pods'],
  consults: sleepKinds,
  assess(subject) {
    const workloads = plannedWorkloads(subject.expectation);
    const findings = workloads.map(workload => assess(subject, workload));
    const complete = findings.filter(({ value }) => value === 1).length;
    const deciding = worst(findings);
    if (!deciding) {
      return { status: 'not-applicable', summary: 'No workload is planned' };
    }
    return {
      ...deciding,
      value: complete,
      unit: 'workloads',
      threshold: `${workloads.length} rolled out`,
      summary:
        complete === workloads.length
          ? `All ${complete} workloads are rolled out`
          : deciding.summary,
    };
  },
};

/** A pod that fails after its rollout has ended is no rollout: Kubernetes then keeps the reason `NewReplicaSetAvailable`. */
export function isRollingOut(deployment: DeploymentRecord): boolean {
  const { observedGeneration, generation, updated, desired, replicas } =
    deployment;
  if (isStuck(deployment)) return false;
  if (observedGeneration < generation) return true;
  const ended =
    findCondition(deployment.conditions, 'Progressing')?.reason ===
    'NewReplicaSetAvailable';
  return (
    updated < desired ||
    replicas > updated ||
    (!ended && deployment.available < updated)
  );
}

function isStuck({ conditions }: DeploymentRecord): boolean {
  return (
    findCondition(conditions, 'Progressing')?.reason ===
    'ProgressDeadlineExceeded'
  );
}

function assess(subject: Subject, { name }: PlannedWorkload): Finding {
  const found = planned(subject, 'deployments', name);
  if ('finding' in found) return found.finding;
  const asleep = sleepOf(subject, name);
  if (asleep) return asleep;
  const deployment = found.record;
  const object = reference('deployments', deployment.namespace, name);
  const progressing = findCondition(deployment.conditions, 'Progressing');
  const pods = explainPods(podsOf(subject, deployment));
  const because = pods ? ` (${pods})` : '';
  if (isStuck(deployment) && progressing) {
    const since = progressing.lastTransitionTime;
    return {
      status: 'critical',
      summary: `The rollout of ${name} has been stuck${forHowLong(
        since,
        subject.now,
      )}, ProgressDeadlineExceeded: ${conditionWords(progressing)}${because}`,
      since,
      object,
    };
  }
  if (deployment.paused) {
    return {
      status: 'degraded',
      summary: `The rollout of ${name} is paused`,
      object,
    };
  }
  if (!isRollingOut(deployment)) {
    return { status: 'ok', value: 1, summary: `${name} is rolled out`, object };
  }
  const behind = deployment.observedGeneration < deployment.generation;
  const since = lastStep(subject, deployment, behind);
  const slow = waited(since, subject.now) >= SLOW;
  const state = behind
    ? 'the Deployment controller has not taken up the newest revision'
    : `${deployment.updated} of ${deployment.desired} pods updated, ${deployment.available} available`;
  return {
    status: slow ? 'degraded' : 'ok',
    summary: `The rollout of ${name} is in progress: ${state}${because}, last step ${
      since === undefined ? 'unknown' : new Date(since).toISOString()
    }`,
    since,
    object,
  };
}

/** A revision that the controller has not taken up cannot have been waiting since before its commit. */
function lastStep(
  subject: Subject,
  { conditions }: DeploymentRecord,
  behind: boolean,
): number | undefined {
  const step = findCondition(conditions, 'Progressing')?.lastUpdateTime;
  if (!behind) return step;
  return Math.max(step ?? 0, committedAt(subject));
}
