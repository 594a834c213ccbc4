import { ContainerRecord, PodRecord } from '../records';
import { Finding, worst } from './Finding';
import { Probe, reference } from './Subject';
import { noPods } from './noPods';
import { isReady } from './podReasons';
import { HOUR, amount, duration, elapsed } from '../words';
import { awakeWorkloads, deployed } from './workloads';
import { sleepKinds } from './sleep';

export const podOom: Probe = {
  id: 'pods.oom',
  needs: () => ['deployments', 'pods'],
  consults: sleepKinds,
  assess(subject) {
    const workloads = deployed(subject, awakeWorkloads(subject));
    const pods = workloads.flatMap(workload => workload.pods);
    if (pods.length === 0) return noPods(subject);
    const killed = workloads.flatMap(workload =>
      assess(workload.workload.name, workload.pods, subject.now),
    );
    return (
      worst(killed) ?? {
        status: 'ok',
        value: 0,
        unit: 'pods',
        threshold: 'none in the last hour',
        summary: `None of ${amount(
          pods.length,
          'pod',
        )} was killed for memory in the last hour`,
      }
    );
  },
};

/** One finding for a workload in which containers were killed for memory in the last hour, else none. */
function assess(
  name: string,
  pods: readonly PodRecord[],
  now: number,
): Finding[] {
  const kills = pods.flatMap(pod =>
    pod.containers.flatMap(container => {
      const at = killedAt(container);
      return at !== undefined && elapsed(at, now) <= HOUR
        ? [{ pod, at, restarts: Math.max(1, container.restartCount ?? 1) }]
        : [];
    }),
  );
  if (kills.length === 0) return [];
  const latest = kills.reduce((a, b) => (b.at > a.at ? b : a));
  const restarts = kills.reduce((sum, kill) => sum + kill.restarts, 0);
  const ready = pods.filter(isReady).length;
  return [
    {
      status: ready === 0 ? 'critical' : 'degraded',
      value: kills.length,
      unit: 'pods',
      threshold: 'none in the last hour',
      summary: `OOMKilled x${restarts} in ${amount(
        kills.length,
        'pod',
      )} of ${name}, last ${duration(
        elapsed(latest.at, now),
      )} ago; ${ready} of ${amount(pods.length, 'pod')} ready`,
      since: latest.at,
      object: reference('pods', latest.pod.namespace, latest.pod.name),
    },
  ];
}

function killedAt({ state, lastState }: ContainerRecord): number | undefined {
  const ended = [state.terminated, lastState.terminated].find(
    candidate => candidate?.reason === 'OOMKilled',
  );
  return ended?.finishedAt;
}
