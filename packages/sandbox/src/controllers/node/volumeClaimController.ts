import type { KubernetesObject } from '../../kubernetes';
import {
  KINDS,
  Resources,
  SECOND,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';

interface VolumeClaim extends KubernetesObject {
  spec: {
    accessModes?: string[];
    resources?: { requests?: { storage?: string } };
    volumeName?: string;
  };
  status?: {
    phase?: string;
    accessModes?: string[];
    capacity?: { storage?: string };
  };
}

const PROVISIONING = 1 * SECOND;

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
    this.#claims.setStatus(bound, {
      phase: 'Bound',
      accessModes: claim.spec.accessModes,
      capacity: { storage: claim.spec.resources?.requests?.storage },
    });
    return undefined;
  }
}
