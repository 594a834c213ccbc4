import type { GitOpsFeed } from '../repository';
import {
  KINDS,
  MINUTE,
  parseDuration,
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
import { contentOf } from './build';
import type { Memory } from './memory';
import {
  failedStatus,
  succeededStatus,
  waitingStatus,
  type Attempt,
} from './kustomizationStatus';
import { Reconciliation, timeoutOf } from './reconciliation';
import {
  ReconcileFailure,
  type GitRepository,
  type Kustomization,
} from './shapes';
import { revisionFor } from './source';

const FINALIZER = 'finalizers.fluxcd.io';
const REQUESTED_AT = 'reconcile.fluxcd.io/requestedAt';
/** How often dependencies are asked for, and how often what was applied is looked at. */
const DEPENDENCY_RETRY = 30 * SECOND;
const HEALTH_POLL = 2 * SECOND;

/** Stands in for Flux's kustomize-controller. */
export class KustomizationController implements Controller {
  readonly name = 'flux-kustomization';
  readonly watches = [
    watchOwn(KINDS.kustomization),
    watchMapped(KINDS.gitRepository, ({ metadata }) =>
      this.#readersOf(metadata),
    ),
  ];
  readonly #kustomizations: Resources<Kustomization>;
  readonly #repositories: Resources<GitRepository>;
  readonly #reconciliation: Reconciliation;
  readonly #memories = new Map<string, Memory>();

  constructor(
    private readonly context: ControllerContext,
    private readonly feed: GitOpsFeed,
  ) {
    this.#kustomizations = new Resources(context.store, KINDS.kustomization);
    this.#repositories = new Resources(context.store, KINDS.gitRepository);
    this.#reconciliation = new Reconciliation(context, feed);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const id = `${namespace}/${name}`;
    const found = this.#kustomizations.get(namespace, name);
    if (!found || this.#memories.get(id)?.uid !== found.metadata.uid) {
      this.#memories.delete(id);
    }
    if (!found) return undefined;
    const { finalizers = [] } = found.metadata;
    if (found.metadata.deletionTimestamp) {
      this.#finalize(found, finalizers);
      return undefined;
    }
    if (!finalizers.includes(FINALIZER)) {
      found.metadata.finalizers = [...finalizers, FINALIZER];
      this.#kustomizations.update(found);
      return undefined;
    }
    if (found.spec.suspend) return undefined;
    return this.#attempt(id, found);
  }

  /** Those that a new artifact of a repository concerns; in a replay only those whose files changed. */
  #readersOf(source: ObjectKey): ObjectKey[] {
    const { clock } = this.context;
    const replays = clock.now().getTime() < clock.horizon().getTime();
    return this.#kustomizations
      .list()
      .filter(kustomization => {
        const { spec, metadata } = kustomization;
        const { name, namespace = metadata.namespace } = spec.sourceRef;
        const memory = this.#memories.get(
          `${metadata.namespace}/${metadata.name}`,
        );
        const news =
          !replays || memory?.digest !== contentOf(kustomization, this.feed);
        return name === source.name && namespace === source.namespace && news;
      })
      .map(({ metadata }) => metadata);
  }

  #finalize(kustomization: Kustomization, finalizers: string[]): void {
    if (!finalizers.includes(FINALIZER)) return;
    if (!kustomization.spec.suspend)
      this.#reconciliation.finalize(kustomization);
    const { metadata } = kustomization;
    metadata.finalizers = finalizers.filter(each => each !== FINALIZER);
    this.#kustomizations.update(kustomization);
  }

  #attempt(id: string, kustomization: Kustomization): Requeue {
    const now = this.context.clock.now().getTime();
    const { spec, metadata } = kustomization;
    let attempt: Attempt | undefined;
    try {
      const revision = revisionFor(
        kustomization,
        this.#repositories,
        this.#kustomizations,
      );
      const cause = [
        metadata.generation,
        revision,
        metadata.annotations?.[REQUESTED_AT],
      ].join(' ');
      const known = this.#memories.get(id);
      const same = known?.cause === cause;
      attempt = same ? known.waiting : undefined;
      if (same && !attempt && now < known.nextAt) {
        return { after: known.nextAt - now, coalesce: true };
      }
      if (!attempt) {
        const digest = contentOf(kustomization, this.feed);
        attempt = { digest, revision, startedAt: now };
        const { uid } = metadata;
        const memory = { uid, cause, digest, nextAt: now, waiting: attempt };
        this.#memories.set(id, memory);
        this.#reconciliation.apply(kustomization);
      }
      if (this.#reconciliation.isWaiting(kustomization, attempt)) {
        this.#wait(kustomization, attempt);
        return { after: HEALTH_POLL };
      }
      this.#succeed(kustomization, attempt);
      return this.#next(id, spec.interval, { coalesce: true });
    } catch (error) {
      if (!(error instanceof ReconcileFailure)) throw error;
      this.#fail(kustomization, attempt, error);
      if (!attempt) return { after: DEPENDENCY_RETRY };
      return this.#next(id, spec.retryInterval ?? spec.interval);
    }
  }

  /** The attempt has ended; when is the next? */
  #next(id: string, interval: string, options = {}): Requeue {
    const memory = this.#memories.get(id);
    const after = parseDuration(interval, 10 * MINUTE);
    if (memory) {
      memory.waiting = undefined;
      memory.nextAt = this.context.clock.now().getTime() + after;
    }
    return { after, ...options };
  }

  #wait(kustomization: Kustomization, attempt: Attempt): void {
    const change = { kustomization, attempt, at: stamp(this.context) };
    const status = waitingStatus(change, timeoutOf(kustomization));
    this.#kustomizations.setStatus(kustomization, status);
  }

  #succeed(kustomization: Kustomization, attempt: Attempt): void {
    const news = kustomization.status?.lastAppliedRevision !== attempt.revision;
    const at = stamp(this.context);
    const status = succeededStatus({ kustomization, attempt, at });
    this.#kustomizations.setStatus(kustomization, status);
    if (!news) return;
    this.context.events.record(kustomization, {
      type: 'Normal',
      reason: 'ReconciliationSucceeded',
      message: `Reconciliation finished, next run in ${kustomization.spec.interval}`,
      component: 'kustomize-controller',
    });
  }

  #fail(
    kustomization: Kustomization,
    attempt: Attempt | undefined,
    failure: ReconcileFailure,
  ): void {
    const at = stamp(this.context);
    const status = failedStatus({ kustomization, attempt, at }, failure);
    this.#kustomizations.setStatus(kustomization, status);
    this.context.events.record(kustomization, {
      type: 'Warning',
      reason: failure.reason,
      message: failure.message,
      component: 'kustomize-controller',
    });
  }
}
