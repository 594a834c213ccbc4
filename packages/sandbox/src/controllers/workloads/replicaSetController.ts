import { StatusError } from '../../kubernetes';
import {
  controlledBy,
  isActive,
  isAvailable,
  isReady,
  KINDS,
  Resources,
  stamp,
  watchOwn,
  watchOwned,
  withCondition,
  withoutCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Pod,
  type Requeue,
} from '../runtime';
import { quotaRefusal } from '../guardrails/quotaUsage';
import type { ReplicaSet } from './shapes';

const RETRY_REFUSED = 10_000;

/** What is deleted first: pods not ready, then the youngest. */
function leastWorth(a: Pod, b: Pod): number {
  return (
    Number(isReady(a)) - Number(isReady(b)) ||
    b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp)
  );
}

/** Keeps as many pods as a ReplicaSet wants. */
export class ReplicaSetController implements Controller {
  readonly name = 'replicaset';
  readonly watches = [
    watchOwn(KINDS.replicaSet),
    watchOwned(KINDS.pod, 'ReplicaSet'),
  ];
  readonly #sets: Resources<ReplicaSet>;
  readonly #pods: Resources<Pod>;

  constructor(private readonly context: ControllerContext) {
    this.#sets = new Resources(context.store, KINDS.replicaSet);
    this.#pods = new Resources(context.store, KINDS.pod);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const set = this.#sets.get(namespace, name);
    if (!set || set.metadata.deletionTimestamp) return undefined;
    const pods = this.#pods.ownedBy(set).filter(isActive);
    const surplus = pods.length - set.spec.replicas;
    for (const pod of pods.sort(leastWorth).splice(0, Math.max(0, surplus))) {
      this.#pods.delete(namespace, pod.metadata.name);
      this.#tell(set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
    }
    const refusal = this.#create(set, -surplus, pods);
    this.#report(set, pods, refusal);
    const settling = pods.some(
      pod => isReady(pod) && !this.#isAvailable(set, pod),
    );
    if (refusal) return { after: RETRY_REFUSED };
    return settling ? { after: 1000 } : undefined;
  }

  #isAvailable(set: ReplicaSet, pod: Pod): boolean {
    const seconds = set.spec.minReadySeconds ?? 0;
    return isAvailable(pod, seconds, this.context.clock.now());
  }

  /** Adds the new pods to `pods`; answers why one was refused, if so. */
  #create(set: ReplicaSet, missing: number, pods: Pod[]): string | undefined {
    const { metadata, spec } = set;
    for (let made = 0; made < missing; made += 1) {
      const refusal = quotaRefusal(
        this.context.store,
        metadata.namespace ?? '',
        spec.template.spec,
      );
      if (refusal) {
        const subject = `pods "${metadata.name}-" is forbidden`;
        return this.#refused(set, `${subject}: ${refusal}`);
      }
      try {
        pods.push(this.#createPod(set));
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
        return this.#refused(set, error.message);
      }
    }
    return undefined;
  }

  #createPod(set: ReplicaSet): Pod {
    const { metadata, spec } = set;
    const pod = this.#pods.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        generateName: `${metadata.name}-`,
        namespace: metadata.namespace,
        labels: spec.template.metadata?.labels,
        annotations: spec.template.metadata?.annotations,
        ownerReferences: [controlledBy(set)],
      },
      spec: spec.template.spec,
    });
    this.#tell(set, 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
    return pod;
  }

  #refused(set: ReplicaSet, why: string): string {
    const message = `Error creating: ${why}`;
    this.#tell(set, 'FailedCreate', message, 'Warning');
    return message;
  }

  #report(set: ReplicaSet, pods: Pod[], refusal: string | undefined): void {
    const failure: Condition = {
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
      message: refusal,
    };
    const conditions = refusal
      ? withCondition(set.status?.conditions, failure, stamp(this.context))
      : withoutCondition(set.status?.conditions, 'ReplicaFailure');
    this.#sets.setStatus(set, {
      observedGeneration: set.metadata.generation,
      replicas: pods.length,
      fullyLabeledReplicas: pods.length,
      readyReplicas: pods.filter(isReady).length,
      availableReplicas: pods.filter(pod => this.#isAvailable(set, pod)).length,
      ...(conditions.length > 0 ? { conditions } : {}),
    });
  }

  #tell(
    set: ReplicaSet,
    reason: string,
    message: string,
    type: 'Normal' | 'Warning' = 'Normal',
  ): void {
    this.context.events.record(set, {
      type,
      reason,
      message,
      component: 'replicaset-controller',
    });
  }
}
