import type { KubernetesObject } from '../../kubernetes';
import {
  KINDS,
  MINUTE,
  Resources,
  stamp,
  watchOwn,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';

interface Node extends KubernetesObject {
  status?: { conditions?: Condition[]; [field: string]: unknown };
}

const HEARTBEAT = 5 * MINUTE;

const CONDITIONS = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID'],
  ['Ready', 'True', 'KubeletReady'],
] as const;

/** Kubelet's heartbeat: keeps the conditions of every node fresh. */
export class NodeController implements Controller {
  readonly name = 'node';
  readonly watches = [watchOwn(KINDS.node)];
  readonly #nodes: Resources<Node>;

  constructor(private readonly context: ControllerContext) {
    this.#nodes = new Resources(context.store, KINDS.node);
  }

  reconcile({ name }: ObjectKey): Requeue | undefined {
    const node = this.#nodes.get(undefined, name);
    if (!node) return undefined;
    const at = stamp(this.context);
    const before = node.status?.conditions ?? [];
    const beat = Date.parse(before[0]?.lastHeartbeatTime ?? '1970-01-01');
    const age = this.context.clock.now().getTime() - beat;
    // The own write of a heartbeat is not the next one.
    if (age < HEARTBEAT) return { after: HEARTBEAT - age, coalesce: true };
    this.#nodes.setStatus(node, {
      ...node.status,
      conditions: CONDITIONS.map(([type, status, reason]) => ({
        type,
        status,
        reason,
        message: `kubelet: ${reason}`,
        lastHeartbeatTime: at,
        lastTransitionTime:
          before.find(condition => condition.type === type)
            ?.lastTransitionTime ?? at,
      })),
    });
    return { after: HEARTBEAT, coalesce: true };
  }
}
