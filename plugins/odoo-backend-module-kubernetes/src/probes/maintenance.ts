import { JobRecord, Time } from '../records';
import { Finding } from './Finding';
import { Subject } from './Subject';
import { moment } from '../words';

/** `app.kubernetes.io/component` of the Job that migrates the database. */
const MIGRATION = 'migration';

export interface Maintenance {
  job: JobRecord;
  /** After this the Job no longer excuses anything. */
  plannedEnd: Time;
}

/** A migration that runs and is within its deadline. A Job without a deadline has no planned end and excuses nothing. */
export function findMaintenance({
  expectation,
  listings,
  now,
}: Subject): Maintenance | undefined {
  for (const job of listings.inNamespace('jobs', expectation.namespace)) {
    const { startedAt, activeDeadlineSeconds } = job;
    if (job.component !== MIGRATION || job.finished) continue;
    if (startedAt === undefined || activeDeadlineSeconds === undefined)
      continue;
    const plannedEnd = Math.min(startedAt, now) + activeDeadlineSeconds * 1000;
    if (now < plannedEnd) return { job, plannedEnd };
  }
  return undefined;
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
