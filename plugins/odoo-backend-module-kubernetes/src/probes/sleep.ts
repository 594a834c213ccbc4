import { Expectation } from '@plumbline/plugin-odoo-common';
import { KindId, findCondition, isTrue } from '../records';
import { Finding } from './Finding';
import { Subject, reference } from './Subject';

/**
 * The finding `asleep` for a workload that its spec has stopped or a planned schedule has scaled to zero; undefined
 * when it is awake or when its schedule does not work. A broken ScaledObject excuses nothing: then nobody
 * knows that the workload will wake up.
 */
export function sleepOf(
  { expectation, listings }: Subject,
  workload: string,
): Finding | undefined {
  const { namespace, sleepSchedules, stopped } = expectation;
  const deployment = listings.find('deployments', namespace, workload);
  if (!deployment || deployment.desired > 0 || deployment.replicas > 0) {
    return undefined;
  }
  if (stopped) {
    const object = reference('deployments', namespace, workload);
    const summary = `${workload} is stopped by its spec`;
    return { status: 'asleep', summary, object };
  }
  const schedule = sleepSchedules
    .map(name => listings.find('scaledObjects', namespace, name))
    .find(candidate => candidate?.target === workload);
  if (
    !schedule ||
    !isTrue(schedule.conditions, 'Ready') ||
    isTrue(schedule.conditions, 'Paused')
  ) {
    return undefined;
  }
  const active = findCondition(schedule.conditions, 'Active');
  if (active?.status !== 'False') return undefined;
  const [window] = schedule.windows;
  const hours = window
    ? `; awake from "${window.start}" to "${window.end}" ${
        window.timezone ?? 'UTC'
      }`
    : '';
  return {
    status: 'asleep',
    summary: `${workload} is scaled to zero by its schedule ${schedule.name}${hours}`,
    since: active.lastTransitionTime ?? schedule.lastActiveAt,
    object: reference('scaledObjects', namespace, schedule.name),
  };
}

/** What has to be listed before a workload at zero can be called an outage. */
export function sleepKinds({ sleepSchedules }: Expectation): KindId[] {
  return sleepSchedules.length > 0 ? ['scaledObjects'] : [];
}

/** Everything that is planned to run sleeps by its schedule at this moment. */
export function sleepsNow(subject: Subject): boolean {
  const running = Object.values(subject.expectation.workloads).flatMap(
    workload => (workload && workload.replicas > 0 ? [workload.name] : []),
  );
  return running.length > 0 && running.every(name => sleepOf(subject, name));
}

/** What has to be listed before `sleepsNow` can be answered. */
export function sleepNowKinds(expectation: Expectation): KindId[] {
  const kinds = sleepKinds(expectation);
  return kinds.length > 0 || expectation.stopped
    ? ['deployments', ...kinds]
    : [];
}
