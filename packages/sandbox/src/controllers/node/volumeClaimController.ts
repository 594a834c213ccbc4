import type { KubernetesObject } from '../../kubernetes';
import {
  conditionOf,
  KINDS,
  parseQuantity,
  Resources,
  SECOND,
  stamp,
  watchOwn,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';

export interface VolumeClaim extends KubernetesObject {
  spec: {
    accessModes?: string[];
    resources?: { requests?: { storage?: string } };
    volumeName?: string;
  };
  status?: {
    phase?: string;
    accessModes?: string[];
    capacity?: { storage?: string };
    conditions?: Condition[];
  };
}

const PROVISIONING = 1 * SECOND;
/** A disk grows at once; its file system follows while it is mounted. */
const GROWING = 20 * SECOND;

const GROWS: Condition = {
  type: 'FileSystemResizePending',
  status: 'True',
  message:
    'Waiting for user to (re-)start a pod to finish file system resize of volume on node.',
};

/** Provisions a volume for every claim, and grows it when the claim does. */
export class VolumeClaimController implements Controller {
  readonly name = 'persistentvolumeclaim';
  readonly watches = [watchOwn(KINDS.volumeClaim)];
  readonly #claims: Resources<VolumeClaim>;

  constructor(private readonly context: ControllerContext) {
    this.#claims = new Resources(context.store, KINDS.volumeClaim);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const claim = this.#claims.get(namespace, name);
    if (!claim) return undefined;
    const age =
      this.context.clock.now().getTime() -
      Date.parse(claim.metadata.creationTimestamp);
    if (age < PROVISIONING) return { after: PROVISIONING - age };
    const bound = claim.spec.volumeName
      ? claim
      : this.#claims.update({
          ...claim,
          spec: { ...claim.spec, volumeName: `pvc-${claim.metadata.uid}` },
        });
    const requested = claim.spec.resources?.requests?.storage;
    const left = this.#growingLeft(claim, requested);
    const { capacity, conditions = [] } = claim.status ?? {};
    this.#claims.setStatus(bound, {
      phase: 'Bound',
      accessModes: claim.spec.accessModes,
      capacity: left > 0 ? capacity : { storage: requested },
      ...(left > 0
        ? { conditions: withCondition(conditions, GROWS, stamp(this.context)) }
        : {}),
    });
    return left > 0 ? { after: left } : undefined;
  }

  /** Milliseconds until the volume is as large as its claim asks for. */
  #growingLeft({ status }: VolumeClaim, requested: string | undefined): number {
    const has = status?.capacity?.storage;
    if (has === undefined || parseQuantity(requested) <= parseQuantity(has)) {
      return 0;
    }
    const since = conditionOf(status?.conditions, GROWS.type);
    const now = this.context.clock.now().getTime();
    const begun = since ? Date.parse(since.lastTransitionTime ?? '') : now;
    return begun + GROWING - now;
  }
}
