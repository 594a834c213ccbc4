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
import { scaledObjectStatus } from './scaledObjectStatus';
import type { ScaledObject } from './shapes';
import { wantedOf } from './wanted';

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
    const status = scaledObjectStatus(
      scaled,
      wanted,
      target,
      stamp(this.context),
    );
    const reported = this.#scaled.setStatus(scaled, status);
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
}
