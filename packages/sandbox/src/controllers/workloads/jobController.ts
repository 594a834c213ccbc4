import {
  controlledBy,
  conditionOf,
  isActive,
  isReady,
  KINDS,
  Resources,
  stamp,
  watchOwn,
  watchOwned,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Pod,
  type Requeue,
} from '../runtime';
import type { Job } from './shapes';

/** First delay before a failed pod's successor; doubles, at most six minutes. */
const FIRST_BACK_OFF = 10_000;
const LONGEST_BACK_OFF = 360_000;

type Ending = { type: 'Complete' | 'Failed'; reason: string; message: string };

function endingOf(job: Job, now: Date): Ending | undefined {
  const { spec, status = {} } = job;
  const { activeDeadlineSeconds: deadline, backoffLimit } = spec;
  if ((status.succeeded ?? 0) >= (spec.completions ?? 1)) {
    return {
      type: 'Complete',
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
  }
  if ((status.failed ?? 0) > backoffLimit) {
    return {
      type: 'Failed',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    };
  }
  const running = now.getTime() - Date.parse(status.startTime ?? '');
  return deadline !== undefined && running >= deadline * 1000
    ? {
        type: 'Failed',
        reason: 'DeadlineExceeded',
        message: 'Job was active longer than specified deadline',
      }
    : undefined;
}

function untilDeadline({ spec, status = {} }: Job, now: Date): number[] {
  const { activeDeadlineSeconds: deadline } = spec;
  return deadline === undefined
    ? []
    : [Date.parse(status.startTime ?? '') + deadline * 1000 - now.getTime()];
}

export function isFinished(job: Job): boolean {
  return ['Complete', 'Failed'].some(
    type => conditionOf(job.status?.conditions, type)?.status === 'True',
  );
}

/** Runs a Job's pods until enough of them succeeded or too many failed. */
export class JobController implements Controller {
  readonly name = 'job';
  readonly watches = [watchOwn(KINDS.job), watchOwned(KINDS.pod, 'Job')];
  readonly #jobs: Resources<Job>;
  readonly #pods: Resources<Pod>;

  constructor(private readonly context: ControllerContext) {
    this.#jobs = new Resources(context.store, KINDS.job);
    this.#pods = new Resources(context.store, KINDS.pod);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const job = this.#jobs.get(namespace, name);
    if (!job || job.metadata.deletionTimestamp) return undefined;
    if (isFinished(job)) return this.#expire(job);
    if (job.spec.suspend) return undefined;
    const counted = this.#count(job);
    const now = this.context.clock.now();
    const ending = endingOf(counted, now);
    if (ending) return this.#finish(counted, ending);
    const wait = this.#backOff(counted, now);
    const missing = wait > 0 ? 0 : this.#missing(counted);
    for (let made = 0; made < missing; made += 1) this.#createPod(counted);
    const waits = [...(wait > 0 ? [wait] : []), ...untilDeadline(counted, now)];
    return waits.length > 0 ? { after: Math.min(...waits) } : undefined;
  }

  #count(job: Job): Job {
    const pods = this.#pods.ownedBy(job);
    const active = pods.filter(isActive);
    const inPhase = (phase: string) =>
      pods.filter(pod => pod.status?.phase === phase).length;
    return this.#jobs.setStatus(job, {
      ...job.status,
      startTime: job.status?.startTime ?? stamp(this.context),
      active: active.length,
      ready: active.filter(isReady).length,
      succeeded: inPhase('Succeeded'),
      failed: inPhase('Failed'),
    });
  }

  #missing({ spec, status = {} }: Job): number {
    const left = (spec.completions ?? 1) - (status.succeeded ?? 0);
    return Math.min(spec.parallelism, left) - (status.active ?? 0);
  }

  /** Milliseconds until the next pod after a failed one. */
  #backOff(job: Job, now: Date): number {
    const failed = job.status?.failed ?? 0;
    if (failed === 0) return 0;
    const last = this.#pods
      .ownedBy(job)
      .map(pod => pod.metadata.creationTimestamp)
      .sort()
      .at(-1);
    const delay = Math.min(
      FIRST_BACK_OFF * 2 ** (failed - 1),
      LONGEST_BACK_OFF,
    );
    return Date.parse(last ?? '') + delay - now.getTime();
  }

  #createPod(job: Job): void {
    const { template } = job.spec;
    const pod = this.#pods.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        generateName: `${job.metadata.name}-`,
        namespace: job.metadata.namespace,
        labels: template.metadata?.labels,
        annotations: template.metadata?.annotations,
        ownerReferences: [controlledBy(job)],
      },
      spec: template.spec,
    });
    this.#tell(job, 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
  }

  #finish(job: Job, ending: Ending): Requeue | undefined {
    const at = stamp(this.context);
    const { type, reason, message } = ending;
    const condition: Condition = {
      type,
      status: 'True',
      reason,
      message,
      lastProbeTime: at,
    };
    const { namespace } = job.metadata;
    for (const pod of this.#pods.ownedBy(job).filter(isActive)) {
      this.#pods.delete(namespace, pod.metadata.name);
    }
    const finished = this.#jobs.setStatus(job, {
      ...job.status,
      active: 0,
      ready: 0,
      ...(type === 'Complete' ? { completionTime: at } : {}),
      conditions: withCondition(job.status?.conditions, condition, at),
    });
    const told = type === 'Complete' ? 'Completed' : reason;
    this.#tell(finished, told, message, type === 'Complete');
    return this.#expire(finished);
  }

  #expire(job: Job): Requeue | undefined {
    const ttl = job.spec.ttlSecondsAfterFinished;
    if (ttl === undefined) return undefined;
    const ended = job.status?.conditions?.at(-1)?.lastTransitionTime ?? '';
    const now = this.context.clock.now().getTime();
    const left = Date.parse(ended) + ttl * 1000 - now;
    if (left > 0) return { after: left };
    this.#jobs.delete(job.metadata.namespace, job.metadata.name);
    return undefined;
  }

  #tell(job: Job, reason: string, message: string, normal = true): void {
    this.context.events.record(job, {
      type: normal ? 'Normal' : 'Warning',
      reason,
      message,
      component: 'job-controller',
    });
  }
}
