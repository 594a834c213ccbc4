import { JobRecord, PodRecord, Time } from '../records';
import { Finding } from './Finding';
import { Subject } from './Subject';
import { failsToPull } from './podReasons';
import { MINUTE, moment, waited } from '../words';

/** `app.kubernetes.io/component` of the Job that migrates the database. */
const MIGRATION = 'migration';
/** What a Job writes on its pods (kubernetes.io/docs/reference/labels-annotations-taints). */
const JOB_NAME = 'batch.kubernetes.io/job-name';
/** A pod that has not begun by then has no node to run on. */
const START = 10 * MINUTE;

export interface Maintenance {
  job: JobRecord;
  /** After this the Job no longer excuses anything. */
  plannedEnd: Time;
}

/**
 * A migration that stops everybody by plan, is at work and within its deadline. A Job without a deadline has no planned
 * end and excuses nothing; nor does one of which no pod runs: what it waits for may be what is dead.
 */
export function findMaintenance(subject: Subject): Maintenance | undefined {
  const { expectation, listings, now } = subject;
  for (const job of listings.inNamespace('jobs', expectation.namespace)) {
    const { startedAt, activeDeadlineSeconds } = job;
    if (job.component !== MIGRATION || !job.maintenance) continue;
    if (job.finished || job.active === 0 || !atWork(subject, job)) continue;
    if (startedAt === undefined || activeDeadlineSeconds === undefined)
      continue;
    const plannedEnd = Math.min(startedAt, now) + activeDeadlineSeconds * 1000;
    if (now < plannedEnd) return { job, plannedEnd };
  }
  return undefined;
}

function atWork(
  { expectation, listings, now }: Subject,
  job: JobRecord,
): boolean {
  return listings
    .inNamespace('pods', expectation.namespace)
    .some(pod => pod.labels[JOB_NAME] === job.name && runs(pod, now));
}

/** By its containers: the steps are init containers, and a pod is called Pending until the last of them is done. */
function runs(pod: PodRecord, now: Time): boolean {
  const { phase, terminating, createdAt, initContainers, containers } = pod;
  if (terminating || phase === 'Failed' || phase === 'Succeeded') return false;
  const all = [...initContainers, ...containers];
  if (all.some(failsToPull)) return false;
  return (
    all.some(({ state }) => state.running) || waited(createdAt, now) <= START
  );
}

/** What a migration excuses: being degraded or critical, until its planned end; never being unknown. */
export function excuse(
  finding: Finding,
  { job, plannedEnd }: Maintenance,
): Finding {
  if (finding.status !== 'degraded' && finding.status !== 'critical') {
    return finding;
  }
  return {
    ...finding,
    status: 'maintenance',
    since: job.startedAt,
    summary: `Migration ${job.name} runs until ${moment(
      plannedEnd,
    )} at the latest; meanwhile: ${finding.summary}`,
  };
}
