import type { KubernetesObject } from '../../kubernetes';
import {
  conditionOf,
  KINDS,
  Resources,
  SECOND,
  stamp,
  watchMapped,
  watchOwn,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import type { Deployment } from '../workloads';
import { cronWindow } from './cronWindow';

interface ScaledObject extends KubernetesObject {
  spec: {
    scaleTargetRef: { name: string; kind?: string };
    minReplicaCount?: number;
    maxReplicaCount?: number;
    cooldownPeriod?: number;
    triggers: { type: string; metadata: Record<string, string> }[];
  };
  status?: {
    scaleTargetKind?: string;
    originalReplicaCount?: number;
    lastActiveTime?: string;
    externalMetricNames?: string[];
    conditions?: Condition[];
  };
}

interface Wanted {
  active: boolean;
  replicas: number;
  /** When a window opens or closes. */
  until: Date | undefined;
}

/** Stands in for KEDA with cron triggers: replicas inside the window, the minimum outside. */
export class ScaledObjectController implements Controller {
  readonly name = 'scaledobject';
  readonly watches;
  readonly #scaled: Resources<ScaledObject>;
  readonly #deployments: Resources<Deployment>;

  constructor(private readonly context: ControllerContext) {
    this.#scaled = new Resources(context.store, KINDS.scaledObject);
    this.#deployments = new Resources(context.store, KINDS.deployment);
    this.watches = [
      watchOwn(KINDS.scaledObject),
      watchMapped(KINDS.deployment, ({ metadata }) =>
        this.#scaled
          .list(metadata.namespace)
          .filter(({ spec }) => spec.scaleTargetRef.name === metadata.name)
          .map(scaled => scaled.metadata),
      ),
    ];
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const scaled = this.#scaled.get(namespace, name);
    if (!scaled || scaled.metadata.deletionTimestamp) return undefined;
    const target = this.#deployments.get(
      namespace,
      scaled.spec.scaleTargetRef.name,
    );
    const now = this.context.clock.now();
    const wanted = wantedOf(scaled, now);
    const reported = this.#report(scaled, wanted, target);
    if (!target) return { after: 10 * SECOND };
    const cooling = wanted.active ? 0 : this.#coolingLeft(reported, now);
    if (cooling > 0 && target.spec.replicas > wanted.replicas) {
      return { after: cooling };
    }
    this.#scale(reported, target, wanted.replicas);
    return wanted.until
      ? { after: wanted.until.getTime() - now.getTime() }
      : undefined;
  }

  /** KEDA waits for the cooldown after the last activity before it scales in. */
  #coolingLeft(scaled: ScaledObject, now: Date): number {
    const last = scaled.status?.lastActiveTime;
    const cooldown = (scaled.spec.cooldownPeriod ?? 300) * SECOND;
    return last ? Date.parse(last) + cooldown - now.getTime() : 0;
  }

  #scale(scaled: ScaledObject, target: Deployment, replicas: number): void {
    const before = target.spec.replicas;
    if (before === replicas) return;
    this.#deployments.update({
      ...target,
      spec: { ...target.spec, replicas },
    });
    const name = `${target.metadata.namespace}/${target.metadata.name}`;
    this.context.events.record(scaled, {
      type: 'Normal',
      reason:
        replicas === 0
          ? 'KEDAScaleTargetDeactivated'
          : 'KEDAScaleTargetActivated',
      message: `Scaled apps/v1.Deployment ${name} from ${before} to ${replicas}`,
      component: 'keda-operator',
    });
  }

  #report(
    scaled: ScaledObject,
    { active }: Wanted,
    target: Deployment | undefined,
  ): ScaledObject {
    const at = stamp(this.context);
    const conditions: Condition[] = [
      target
        ? {
            type: 'Ready',
            status: 'True',
            reason: 'ScaledObjectReady',
            message:
              'ScaledObject is defined correctly and is ready for scaling',
          }
        : {
            type: 'Ready',
            status: 'False',
            reason: 'ScaledObjectCheckFailed',
            message:
              "ScaledObject doesn't have correct scaleTargetRef specification",
          },
      active
        ? {
            type: 'Active',
            status: 'True',
            reason: 'ScalerActive',
            message: 'Scaling is performed because triggers are active',
          }
        : {
            type: 'Active',
            status: 'False',
            reason: 'ScalerNotActive',
            message: 'Scaling is not performed because triggers are not active',
          },
      {
        type: 'Fallback',
        status: 'False',
        reason: 'NoFallbackFound',
        message: 'No fallbacks are active on this scaled object',
      },
      { type: 'Paused', status: 'Unknown' },
    ];
    return this.#scaled.setStatus(scaled, {
      ...scaled.status,
      scaleTargetKind: 'apps/v1.Deployment',
      originalReplicaCount:
        scaled.status?.originalReplicaCount ?? target?.spec.replicas,
      externalMetricNames: scaled.spec.triggers.map(
        ({ type }, index) => `s${index}-${type}`,
      ),
      // KEDA notes the last moment at which a trigger was active.
      lastActiveTime: lastActive(scaled, active, at),
      conditions: conditions.reduce<Condition[]>(
        (list, condition) => withCondition(list, condition, at),
        scaled.status?.conditions ?? [],
      ),
    });
  }
}

function lastActive(
  { status = {} }: ScaledObject,
  active: boolean,
  at: string,
): string | undefined {
  const since = conditionOf(status.conditions, 'Active');
  const begins = active && since?.status !== 'True';
  const ends = !active && since?.status === 'True';
  return begins || ends ? at : status.lastActiveTime;
}

function wantedOf({ spec }: ScaledObject, now: Date): Wanted {
  const least = spec.minReplicaCount ?? 0;
  const windows = spec.triggers
    .filter(({ type }) => type === 'cron')
    .map(({ metadata }) => ({
      ...cronWindow(
        {
          timezone: metadata.timezone,
          start: metadata.start,
          end: metadata.end,
        },
        now,
      ),
      replicas: Number(metadata.desiredReplicas ?? 1),
    }));
  const open = windows.filter(window => window.open);
  const moments = windows.flatMap(({ until }) => (until ? [until] : []));
  const replicas = Math.max(least, ...open.map(window => window.replicas));
  return {
    active: open.length > 0,
    replicas: Math.min(replicas, spec.maxReplicaCount ?? 100),
    until: moments.sort((a, b) => a.getTime() - b.getTime())[0],
  };
}
