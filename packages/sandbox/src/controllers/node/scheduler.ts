import type { KubernetesObject } from '../../kubernetes';
import {
  KINDS,
  Resources,
  withCondition,
  stamp,
  type ControllerContext,
  type Pod,
} from '../runtime';
import { unboundClaim } from './references';

interface Node extends KubernetesObject {
  spec: { unschedulable?: boolean };
}

/** Gives pods a node: the one with the fewest pods among those that take any. */
export class Scheduler {
  readonly #nodes: Resources<Node>;
  readonly #pods: Resources<Pod>;
  readonly #load = new Map<string, number>();

  constructor(private readonly context: ControllerContext) {
    this.#nodes = new Resources(context.store, KINDS.node);
    this.#pods = new Resources(context.store, KINDS.pod);
  }

  /** Answers whether the pod has a node now. */
  schedule(pod: Pod): boolean {
    const { store, events } = this.context;
    const claim = unboundClaim(store, pod);
    const open = this.#nodes.list().filter(({ spec }) => !spec.unschedulable);
    if (claim || open.length === 0) {
      const reason = claim
        ? 'pod has unbound immediate PersistentVolumeClaims'
        : 'no node takes pods';
      this.refuse(pod, reason);
      return false;
    }
    const node = open
      .map(({ metadata }) => metadata.name)
      .sort((a, b) => this.#count(a) - this.#count(b))[0];
    this.#load.set(node, this.#count(node) + 1);
    this.#pods.update(
      { ...pod, spec: { ...pod.spec, nodeName: node } },
      { subresource: 'binding' },
    );
    const { namespace, name } = pod.metadata;
    events.record(pod, {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${namespace}/${name} to ${node}`,
      component: 'default-scheduler',
    });
    return true;
  }

  /** The pod of a node is gone. */
  release(node: string): void {
    this.#load.set(node, Math.max(0, this.#count(node) - 1));
  }

  #count(node: string): number {
    return this.#load.get(node) ?? 0;
  }

  /** Leaves a pod pending. */
  refuse(pod: Pod, why: string): void {
    const open = this.#nodes.list().filter(({ spec }) => !spec.unschedulable);
    const message = `0/${open.length} nodes are available: ${why}.`;
    const reason = 'Unschedulable';
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason,
      message,
    } as const;
    const at = stamp(this.context);
    this.#pods.setStatus(pod, {
      ...pod.status,
      phase: 'Pending',
      conditions: withCondition(pod.status?.conditions, condition, at),
    });
    this.context.events.record(pod, {
      type: 'Warning',
      reason: 'FailedScheduling',
      message,
      component: 'default-scheduler',
    });
  }
}
