import type { KubernetesObject } from '../../kubernetes';
import {
  KINDS,
  Resources,
  stamp,
  watchOwn,
  withCondition,
  type Condition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
} from '../runtime';

interface ClusterIssuer extends KubernetesObject {
  status?: { conditions?: Condition[] };
}

/** Registers the account of every issuer with the certificate authority. */
export class ClusterIssuerController implements Controller {
  readonly name = 'clusterissuer';
  readonly watches = [watchOwn(KINDS.clusterIssuer)];
  readonly #issuers: Resources<ClusterIssuer>;

  constructor(private readonly context: ControllerContext) {
    this.#issuers = new Resources(context.store, KINDS.clusterIssuer);
  }

  reconcile({ name }: ObjectKey): undefined {
    const issuer = this.#issuers.get(undefined, name);
    if (!issuer) return;
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'ACMEAccountRegistered',
      message: 'The ACME account was registered with the ACME server',
      observedGeneration: issuer.metadata.generation,
    } as const;
    this.#issuers.setStatus(issuer, {
      conditions: withCondition(
        issuer.status?.conditions,
        ready,
        stamp(this.context),
      ),
    });
  }
}
