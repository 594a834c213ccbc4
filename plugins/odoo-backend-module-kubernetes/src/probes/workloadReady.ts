import { PROBES, ProbeId, WORKLOAD_GONE } from '@plumbline/plugin-odoo-common';
import { DeploymentRecord, PodRecord, Time, findCondition } from '../records';
import { Finding } from './Finding';
import { Probe, Subject, planned, reference } from './Subject';
import { explainPods, isReady } from './podReasons';
import { sleepKinds, sleepOf } from './sleep';
import { MINUTE, duration, forHowLong, shorten, waited } from '../words';
import { WorkloadRole, odooPods, podsOf } from './workloads';

/** Fewer pods than planned is a rollout or a moved node at first, and a problem after this. */
const GRACE = 10 * MINUTE;

function workloadReady(id: ProbeId, role: WorkloadRole): Probe {
  return {
    id,
    needs: () => ['deployments', 'pods'],
    consults: sleepKinds,
    assess: subject => assess(subject, id, role),
  };
}

export const workloadReadyProbes: readonly Probe[] = [
  workloadReady('web.ready', 'web'),
  workloadReady('websocket.ready', 'websocket'),
  workloadReady('cron.ready', 'cron'),
  workloadReady('queue.ready', 'queue'),
];

function assess(subject: Subject, id: ProbeId, role: WorkloadRole): Finding {
  const workload = subject.expectation.workloads[role];
  if (!workload || workload.replicas === 0) {
    return { status: 'not-applicable', summary: `No ${role} pods are planned` };
  }
  const found = planned(subject, 'deployments', workload.name);
  if ('finding' in found) return withPodsLeft(subject, found.finding);
  const deployment = found.record;
  const asleep = sleepOf(subject, workload.name);
  if (subject.expectation.stopped) return stopped(subject, deployment, asleep);
  if (asleep) return asleep;
  const { available } = deployment;
  const shape = {
    value: available,
    unit: 'pods',
    threshold: `${workload.replicas} planned`,
    object: reference('deployments', deployment.namespace, deployment.name),
  };
  const counted = `${available} of ${workload.replicas} ${PROBES[
    id
  ].title.toLocaleLowerCase('en')} available`;
  if (available >= workload.replicas) {
    return { ...shape, status: 'ok', summary: counted };
  }
  const pods = podsOf(subject, deployment);
  const since = shortSince(deployment, pods, subject.now);
  const why = reason(deployment, pods, workload.replicas);
  const summary = `${counted}${forHowLong(since, subject.now)}: ${why}`;
  if (available === 0) return { ...shape, status: 'critical', since, summary };
  // Nothing tells since when: then it is not assumed to be recent.
  if (waited(since, subject.now) >= GRACE) {
    return { ...shape, status: 'degraded', since, summary };
  }
  return {
    ...shape,
    status: 'ok',
    since,
    summary: `${summary}; degraded after ${duration(GRACE)}`,
  };
}

/**
 * Asleep only when no pod is left that could write: what is entered where nobody is meant to work any more is lost to
 * the environment that took over.
 */
function stopped(
  subject: Subject,
  { name, namespace, desired }: DeploymentRecord,
  asleep: Finding | undefined,
): Finding {
  const shape = {
    unit: 'pods',
    threshold: 'none: stopped by its spec',
    object: reference('deployments', namespace, name),
  };
  const pods = odooPods(subject);
  if (pods === undefined) {
    const summary = 'Whether pods of Odoo are left could not be read';
    return { ...shape, status: 'unknown', summary };
  }
  if (asleep && pods === 0) return { ...asleep, ...shape, value: 0 };
  return {
    ...shape,
    value: pods,
    status: desired > 0 ? 'critical' : 'degraded',
    summary:
      desired > 0
        ? `${name} asks for ${desired} pods and is stopped by its spec`
        : `${name} is stopped by its spec; pods of Odoo that are still there: ${pods}`,
  };
}

/** A Deployment that is absent leaves pods behind that stop at their own pace. */
function withPodsLeft(subject: Subject, finding: Finding): Finding {
  if (finding.status !== 'critical') return finding;
  const pods = odooPods(subject);
  if (pods === 0) return { ...finding, value: WORKLOAD_GONE };
  const left =
    pods === undefined
      ? 'whether pods of Odoo are left could not be read'
      : `pods of Odoo that are still there: ${pods}`;
  return { ...finding, summary: `${finding.summary}; ${left}` };
}

/** The earliest moment from which a pod of the workload has not been ready. */
function shortSince(
  { conditions }: DeploymentRecord,
  pods: readonly PodRecord[],
  now: Time,
): Time | undefined {
  const moments = pods
    // Evicted pods stay in the list for days after others took their place.
    .filter(pod => !isReady(pod) && pod.phase !== 'Failed')
    .map(
      pod =>
        findCondition(pod.conditions, 'Ready')?.lastTransitionTime ??
        pod.createdAt ??
        now,
    );
  if (moments.length > 0) return Math.min(...moments);
  const refused = findCondition(conditions, 'ReplicaFailure');
  if (refused?.status === 'True') return refused.lastTransitionTime;
  const available = findCondition(conditions, 'Available');
  return available?.status === 'False'
    ? available.lastTransitionTime
    : undefined;
}

function reason(
  { desired, conditions }: DeploymentRecord,
  pods: readonly PodRecord[],
  replicas: number,
): string {
  const refused = findCondition(conditions, 'ReplicaFailure');
  const reasons = [
    explainPods(pods),
    refused?.status === 'True'
      ? shorten(refused.message ?? 'pods are refused')
      : '',
    desired < replicas ? `the Deployment asks for only ${desired}` : '',
  ].filter(Boolean);
  return reasons.join('; ') || `${pods.length} of ${desired} pods exist`;
}
