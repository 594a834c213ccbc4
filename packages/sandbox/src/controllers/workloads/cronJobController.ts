import { Cron } from 'croner';
import {
  controlledBy,
  KINDS,
  lastFirings,
  MINUTE,
  nextFiring,
  Resources,
  stamp,
  watchOwn,
  watchOwned,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import { isFinished } from './jobController';
import type { CronJob, Job } from './shapes';

/** Starts Jobs by the clock. */
export class CronJobController implements Controller {
  readonly name = 'cronjob';
  readonly watches = [
    watchOwn(KINDS.cronJob),
    watchOwned(KINDS.job, 'CronJob'),
  ];
  readonly #cronJobs: Resources<CronJob>;
  readonly #jobs: Resources<Job>;

  constructor(private readonly context: ControllerContext) {
    this.#cronJobs = new Resources(context.store, KINDS.cronJob);
    this.#jobs = new Resources(context.store, KINDS.job);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const cronJob = this.#cronJobs.get(namespace, name);
    if (!cronJob || cronJob.metadata.deletionTimestamp) return undefined;
    const { schedule, timeZone, suspend } = cronJob.spec;
    const jobs = this.#jobs.ownedBy(cronJob);
    const zone = timeZone ?? 'Etc/UTC';
    const now = this.context.clock.now();
    const since =
      cronJob.status?.lastScheduleTime ?? cronJob.metadata.creationTimestamp;
    const begin = this.#beforeRecord(cronJob.spec, zone);
    const after = (moment: Date) =>
      nextFiring(schedule, zone, begin && begin > moment ? begin : moment);
    const due = after(new Date(since));
    const starts = !suspend && due !== undefined && due <= now;
    // After a pause only the latest missed time counts.
    const latest = starts
      ? new Cron(schedule, { timezone: zone }).previousRuns(1, now)[0] ?? due
      : undefined;
    if (latest) jobs.push(...this.#start(cronJob, latest, jobs));
    this.#forget(cronJob, jobs);
    this.#report(cronJob, jobs, latest);
    const next = suspend ? undefined : after(now);
    return next && { after: next.getTime() - now.getTime() };
  }

  /**
   * In a replay of the past only the runs matter that are on record at its end, and one more in case the last is still
   * going on: the moment before the first of them. Undefined once time is real.
   */
  #beforeRecord(spec: CronJob['spec'], timezone: string): Date | undefined {
    const { clock } = this.context;
    const horizon = clock.horizon();
    if (clock.now() >= horizon) return undefined;
    const { schedule, successfulJobsHistoryLimit, failedJobsHistoryLimit } =
      spec;
    const runs =
      Math.max(successfulJobsHistoryLimit, failedJobsHistoryLimit) + 1;
    const first = lastFirings(schedule, timezone, runs, horizon).at(0);
    return first && new Date(first.getTime() - 1);
  }

  #start(cronJob: CronJob, at: Date, jobs: Job[]): Job[] {
    const { concurrencyPolicy, jobTemplate } = cronJob.spec;
    const active = jobs.filter(job => !isFinished(job));
    if (concurrencyPolicy === 'Forbid' && active.length > 0) return [];
    const { namespace, name } = cronJob.metadata;
    if (concurrencyPolicy === 'Replace') {
      for (const job of active) this.#jobs.delete(namespace, job.metadata.name);
    }
    const id = `${name}-${Math.floor(at.getTime() / MINUTE)}`;
    if (this.#jobs.exists(namespace, id)) return [];
    return [
      this.#jobs.create({
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: {
          ...jobTemplate.metadata,
          name: id,
          namespace,
          ownerReferences: [controlledBy(cronJob)],
        },
        spec: jobTemplate.spec,
      }),
    ];
  }

  #forget(cronJob: CronJob, jobs: Job[]): void {
    const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = cronJob.spec;
    const finished = jobs.filter(isFinished);
    const keep = (list: Job[], limit: number) =>
      list
        .sort((a, b) =>
          b.metadata.creationTimestamp.localeCompare(
            a.metadata.creationTimestamp,
          ),
        )
        .slice(limit);
    const surplus = [
      ...keep(
        finished.filter(job => job.status?.completionTime),
        successfulJobsHistoryLimit,
      ),
      ...keep(
        finished.filter(job => !job.status?.completionTime),
        failedJobsHistoryLimit,
      ),
    ];
    for (const job of surplus) {
      this.#jobs.delete(job.metadata.namespace, job.metadata.name);
    }
  }

  #report(cronJob: CronJob, jobs: Job[], scheduled: Date | undefined): void {
    const successes = jobs
      .map(job => job.status?.completionTime)
      .concat(cronJob.status?.lastSuccessfulTime)
      .filter(time => time !== undefined)
      .sort();
    const active = jobs
      .filter(job => !isFinished(job))
      .map(({ apiVersion, kind, metadata }) => ({
        apiVersion,
        kind,
        name: metadata.name,
        uid: metadata.uid,
      }));
    this.#cronJobs.setStatus(cronJob, {
      ...(active.length > 0 ? { active } : {}),
      lastScheduleTime: scheduled
        ? stamp(this.context)
        : cronJob.status?.lastScheduleTime,
      lastSuccessfulTime: successes.at(-1),
    });
  }
}
