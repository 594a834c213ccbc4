import type { GitOpsFeed } from '../repository';
import { MINUTE, parseDuration, type ControllerContext } from '../runtime';
import { Applier } from './applier';
import { build } from './build';
import { keyOfEntry } from './inventory';
import { unhealthy } from './kstatus';
import type { Attempt } from './kustomizationStatus';
import { ReconcileFailure, type Kustomization } from './shapes';

/** How long what was applied may take to run, as written in the object. */
export const timeoutOf = ({ spec }: Kustomization): string =>
  spec.timeout ?? spec.interval;

/** The work of one attempt: build, apply, prune, and look whether it runs. */
export class Reconciliation {
  readonly #applier: Applier;

  constructor(
    private readonly context: ControllerContext,
    private readonly feed: GitOpsFeed,
  ) {
    this.#applier = new Applier(context.store);
  }

  /**
   * Notes in the status of the given object what it has applied.
   *
   * @throws ReconcileFailure
   */
  apply(kustomization: Kustomization): void {
    const { store } = this.context;
    const objects = build(kustomization, this.feed, store.kinds);
    const inventory = this.#applier.apply(kustomization, objects);
    this.#applier.prune(kustomization, inventory);
    kustomization.status = { ...kustomization.status, inventory };
  }

  /**
   * Whether what was applied is still on its way.
   *
   * @throws ReconcileFailure when that takes too long
   */
  isWaiting(kustomization: Kustomization, { startedAt }: Attempt): boolean {
    if (!kustomization.spec.wait) return false;
    const { entries = [] } = kustomization.status?.inventory ?? {};
    const open = unhealthy(this.context.store, entries.map(keyOfEntry));
    const timeout = timeoutOf(kustomization);
    const waited = this.context.clock.now().getTime() - startedAt;
    if (open.length > 0 && waited >= parseDuration(timeout, 5 * MINUTE)) {
      throw new ReconcileFailure(
        'HealthCheckFailed',
        `health check failed after ${timeout}: timeout waiting for: [${open.join(
          ', ',
        )}]`,
      );
    }
    return open.length > 0;
  }

  finalize(kustomization: Kustomization): void {
    this.#applier.finalize(kustomization);
  }
}
