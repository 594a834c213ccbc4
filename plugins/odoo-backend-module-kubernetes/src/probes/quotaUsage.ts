import { warningWords } from '../events';
import { conditionWords, findCondition } from '../records';
import { Finding } from './Finding';
import { Probe, Subject, planned, reference } from './Subject';
import { MINUTE, shorten, waited } from '../words';
import { deployed, plannedWorkloads } from './workloads';

/** Percent. */
const LIMIT = 90;
/** A controller tries a refused pod again within this; without a new refusal it has been let in. */
const RETRY = 20 * MINUTE;

export const quotaUsage: Probe = {
  id: 'quota.usage',
  needs: ({ resourceQuota }) =>
    resourceQuota ? ['resourceQuotas', 'deployments'] : [],
  assess(subject) {
    const name = subject.expectation.resourceQuota;
    if (!name) {
      return { status: 'not-applicable', summary: 'No quota is planned' };
    }
    const found = planned(subject, 'resourceQuotas', name);
    if ('finding' in found) return found.finding;
    const { usage, namespace } = found.record;
    const object = reference('resourceQuotas', namespace, name);
    const [most] = usage
      .filter(({ resource, hard }) => grows(resource) && hard.amount > 0)
      .map(entry => ({
        ...entry,
        percent: Math.round((100 * entry.used.amount) / entry.hard.amount),
      }))
      .sort((a, b) => b.percent - a.percent);
    const refused = refusedPod(subject);
    if (refused) return { ...refused, value: most?.percent, unit: '%', object };
    if (!most) {
      return usage.length === 0
        ? {
            status: 'unknown',
            summary: `Quota ${name} does not report what is used`,
            object,
          }
        : {
            status: 'ok',
            summary: `Quota ${name} limits nothing that load could fill`,
            object,
          };
    }
    const { resource, percent, used, hard } = most;
    return {
      status: percent > LIMIT ? 'degraded' : 'ok',
      value: percent,
      unit: '%',
      threshold: `<= ${LIMIT} %`,
      summary: `Quota ${name}: ${resource} is used most, ${used.value} of ${hard.value} (${percent} %)`,
      object,
    };
  },
};

/**
 * Load makes pods, and pods use processors and memory. Volumes, services and other counted objects come from Git
 * alone, whose plan may fill their quota to the last one.
 */
function grows(resource: string): boolean {
  return /^pods$|^(requests|limits)\.(?!storage)|^(cpu|memory)$/.test(resource);
}

function refusedPod(subject: Subject): Finding | undefined {
  for (const { deployment } of deployed(
    subject,
    plannedWorkloads(subject.expectation),
  )) {
    const failure = findCondition(deployment.conditions, 'ReplicaFailure');
    if (
      failure?.status === 'True' &&
      /exceeded quota/.test(failure.message ?? '')
    ) {
      return {
        status: 'critical',
        threshold: 'no pod refused',
        since: failure.lastTransitionTime,
        summary: `A pod of ${
          deployment.name
        } is refused by the quota: ${shorten(conditionWords(failure))}`,
      };
    }
  }
  return refusedByEvent(subject);
}

/** Of a Job or a StatefulSet no condition tells that a pod was refused. */
function refusedByEvent({
  warnings,
  expectation,
  now,
}: Subject): Finding | undefined {
  const event = warnings
    .in(expectation.namespace)
    .find(
      ({ reason, message, lastAt }) =>
        reason === 'FailedCreate' &&
        message.includes('exceeded quota') &&
        waited(lastAt, now) <= RETRY,
    );
  return (
    event && {
      status: 'critical',
      threshold: 'no pod refused',
      summary: `A pod of ${event.kind} ${
        event.name
      } is refused by the quota: ${warningWords(event, '', now)}`,
    }
  );
}
