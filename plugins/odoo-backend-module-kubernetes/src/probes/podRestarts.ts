import { ContainerRecord, PodRecord } from '../records';
import { Probe, reference } from './Subject';
import { amount, HOUR, elapsed } from '../words';
import { noPods } from './noPods';
import { awakeWorkloads, deployed } from './workloads';
import { sleepKinds } from './sleep';

/** Restarts an hour over all Odoo pods of the environment. */
const LIMIT = 3;

export const podRestarts: Probe = {
  id: 'pods.restarts',
  needs: () => ['deployments', 'pods'],
  consults: sleepKinds,
  assess(subject) {
    const pods = deployed(subject, awakeWorkloads(subject)).flatMap(
      workload => workload.pods,
    );
    if (pods.length === 0) return noPods(subject);
    const counted = pods
      .map(pod => ({ pod, restarts: restartsLastHour(pod, subject.now) }))
      .sort((a, b) => b.restarts - a.restarts);
    const total = counted.reduce((sum, { restarts }) => sum + restarts, 0);
    const [{ pod, restarts }] = counted;
    return {
      status: total > LIMIT ? 'degraded' : 'ok',
      value: total,
      unit: 'restarts/h',
      threshold: `<= ${LIMIT} restarts/h`,
      summary:
        total === 0
          ? `No restart of ${amount(pods.length, 'pod')} in the last hour`
          : `About ${amount(
              total,
              'restart',
            )} in the last hour, most of them (${restarts}) of ${pod.name}`,
      object:
        total === 0 ? undefined : reference('pods', pod.namespace, pod.name),
    };
  },
};

function restartsLastHour(pod: PodRecord, now: number): number {
  return pod.containers.reduce(
    (sum, container) => sum + containerRestarts(container, pod.startedAt, now),
    0,
  );
}

/**
 * A pod tells how often a container restarted in its whole life and when the last run began and
 * ended, not how often in the last hour. So: none if the last end is older than an hour; all of them
 * if the pod is younger than an hour; else the last cycle (run and back-off) is taken for typical,
 * and an hour holds as many of them as fit, at most as many as there were.
 */
function containerRestarts(
  { restartCount = 0, state, lastState }: ContainerRecord,
  podStartedAt: number | undefined,
  now: number,
): number {
  const last = lastState.terminated;
  if (restartCount === 0 || last?.finishedAt === undefined) return 0;
  if (elapsed(last.finishedAt, now) > HOUR) return 0;
  if (podStartedAt !== undefined && elapsed(podStartedAt, now) <= HOUR) {
    return restartCount;
  }
  const cycleStart = last.startedAt ?? last.finishedAt;
  const cycleEnd = state.running?.startedAt ?? now;
  const cycle = Math.max(1, elapsed(cycleStart, cycleEnd));
  return Math.min(restartCount, Math.max(1, Math.floor(HOUR / cycle)));
}
