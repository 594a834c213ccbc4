import {
  KINDS,
  Resources,
  SECOND,
  stamp,
  watchMapped,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import type { Deployment } from '../workloads';
import {
  autoscalerName,
  autoscalerOf,
  autoscalerStatus,
  type Autoscaler,
} from './autoscaler';
import { scaledObjectStatus } from './scaledObjectStatus';
import type { ScaledObject, Wanted } from './shapes';
import { wantedOf } from './wanted';

const QUIET_PERCENT = 30;
const CPU_POLL = 15 * SECOND;

/** Stands in for KEDA with triggers of time and CPU, and for the autoscaler that it leaves the work to. */
export class ScaledObjectController implements Controller {
  readonly name = 'scaledobject';
  readonly watches;
  readonly #scaled: Resources<ScaledObject>;
  readonly #deployments: Resources<Deployment>;
  readonly #autoscalers: Resources<Autoscaler>;

  /** Version of the ScaledObject that each autoscaler was last made from. */
  readonly #applied = new Map<string, string>();

  constructor(private readonly context: ControllerContext) {
    this.#scaled = new Resources(context.store, KINDS.scaledObject);
    this.#deployments = new Resources(context.store, KINDS.deployment);
    this.#autoscalers = new Resources(context.store, KINDS.autoscaler);
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
    const wanted = wantedOf(scaled, now, this.#cpuPercent(scaled, target));
    const status = scaledObjectStatus(
      scaled,
      wanted,
      target,
      stamp(this.context),
    );
    const reported = this.#scaled.setStatus(scaled, status);
    if (!target) return { after: 10 * SECOND };
    this.#tellAutoscaler(reported, wanted, target);
    const cooling = wanted.active ? 0 : this.#coolingLeft(reported, now);
    if (cooling > 0 && target.spec.replicas > wanted.replicas) {
      return { after: cooling };
    }
    this.#scale(reported, target, wanted.replicas);
    return this.#nextLook(scaled, wanted);
  }

  #nextLook({ spec }: ScaledObject, { until }: Wanted): Requeue | undefined {
    const { clock } = this.context;
    const now = clock.now();
    const polls = spec.triggers.some(({ type }) => type === 'cpu');
    const replays = now < clock.horizon();
    const change = until ? until.getTime() - now.getTime() : Infinity;
    if (polls && !replays) return { after: Math.min(change, CPU_POLL) };
    if (until) return { after: change };
    return polls ? { after: CPU_POLL, coalesce: true } : undefined;
  }

  /** Without a fact of the world the pods have little to do. */
  #cpuPercent({ spec }: ScaledObject, target: Deployment | undefined): number {
    const labels = target?.spec.template.metadata?.labels ?? {};
    const { load } = this.context.outside;
    const now = this.context.clock.now();
    return (
      load.cpuPercent(labels, now) ??
      QUIET_PERCENT * Math.max(1, spec.minReplicaCount ?? 0)
    );
  }

  #tellAutoscaler(
    scaled: ScaledObject,
    wanted: Wanted,
    target: Deployment,
  ): void {
    const { namespace, uid, generation } = scaled.metadata;
    const place = autoscalerName(scaled);
    const version = `${uid} ${generation}`;
    if (
      this.#applied.get(`${namespace}/${place}`) !== version ||
      !this.#autoscalers.exists(namespace, place)
    ) {
      this.context.store.apply(autoscalerOf(scaled), 'keda');
      this.#applied.set(`${namespace}/${place}`, version);
    }
    const autoscaler = this.#autoscalers.get(namespace, place);
    if (!autoscaler) return;
    const at = stamp(this.context);
    const status = autoscalerStatus(autoscaler, wanted, target, at);
    this.#autoscalers.setStatus(autoscaler, status);
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
    const { namespace, name } = target.metadata;
    if (before > 0 && replicas > 0) {
      const autoscaler = this.#autoscalers.get(
        namespace,
        autoscalerName(scaled),
      );
      this.context.events.record(autoscaler ?? scaled, {
        type: 'Normal',
        reason: 'SuccessfulRescale',
        message: `New size: ${replicas}; reason: ${
          replicas > before
            ? 'cpu resource utilization (percentage of request) above target'
            : 'All metrics below target'
        }`,
        component: 'horizontal-pod-autoscaler',
      });
      return;
    }
    this.context.events.record(scaled, {
      type: 'Normal',
      reason:
        replicas === 0
          ? 'KEDAScaleTargetDeactivated'
          : 'KEDAScaleTargetActivated',
      message: `Scaled apps/v1.Deployment ${namespace}/${name} from ${before} to ${replicas}`,
      component: 'keda-operator',
    });
  }
}
