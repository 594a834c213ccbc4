import {
  KINDS,
  Resources,
  watchMapped,
  watchOwn,
  type Controller,
  type ControllerContext,
  type ObjectKey,
} from '../runtime';
import { quotaUsage, type ResourceQuota } from './quotaUsage';

/** Keeps `status.used` of every ResourceQuota true. */
export class QuotaController implements Controller {
  readonly name = 'resourcequota';
  readonly watches;
  readonly #quotas: Resources<ResourceQuota>;

  constructor(private readonly context: ControllerContext) {
    const { store } = context;
    this.#quotas = new Resources(store, KINDS.resourceQuota);
    const quotasOfNamespace = ({
      metadata,
    }: {
      metadata: { namespace?: string };
    }) =>
      store
        .storedList(KINDS.resourceQuota, metadata.namespace)
        .map(({ namespace, name }) => ({ namespace, name }));
    this.watches = [
      watchOwn(KINDS.resourceQuota),
      watchMapped(KINDS.pod, quotasOfNamespace),
      watchMapped(KINDS.service, quotasOfNamespace),
      watchMapped(KINDS.volumeClaim, quotasOfNamespace),
    ];
  }

  reconcile({ namespace, name }: ObjectKey): undefined {
    const quota = this.#quotas.get(namespace, name);
    if (!quota) return;
    this.#quotas.setStatus(quota, {
      hard: quota.spec.hard,
      used: quotaUsage(this.context.store, quota),
    });
  }
}
