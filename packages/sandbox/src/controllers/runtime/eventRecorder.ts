import type { ClusterStore, KubernetesObject } from '../../kubernetes';
import { timestamp } from '../../kubernetes/store/prepare';
import type { Clock } from './clock';
import { HOUR } from './duration';
import { nameSuffixOf } from './digest';
import { KINDS } from './groupKinds';

/** How long the API server keeps events (`--event-ttl`). */
const TIME_TO_LIVE = HOUR;

export interface Happening {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** Who says so: `kubelet`, `deployment-controller`. */
  component: string;
}

/** Writes `v1` Events; the same happening again counts up instead of adding one. */
export class EventRecorder {
  readonly #swept = new Map<string, { namespace: string; until: number }>();

  constructor(
    private readonly store: ClusterStore,
    private readonly clock: Clock,
  ) {
    this.#sweepLater();
  }

  record(about: KubernetesObject, happening: Happening): void {
    const now = this.clock.now();
    const until = now.getTime() + TIME_TO_LIVE;
    // What happened long before the end of the replay would be forgotten by then.
    if (until < this.clock.horizon().getTime()) return;
    const { apiVersion, kind, metadata } = about;
    const namespace = metadata.namespace ?? 'default';
    const { type, reason, message, component } = happening;
    const suffix = nameSuffixOf([metadata.uid, reason, message], 16);
    const name = `${metadata.name}.${suffix}`;
    const at = timestamp(now);
    this.#swept.set(name, { namespace, until });
    const existing = this.store.get(KINDS.event, namespace, name);
    if (existing) {
      const count = Number(existing.count ?? 1) + 1;
      this.store.update({ ...existing, count, lastTimestamp: at });
      return;
    }
    if (this.#isGone(namespace)) return;
    this.store.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: {
        apiVersion,
        kind,
        name: metadata.name,
        namespace: metadata.namespace,
        uid: metadata.uid,
        resourceVersion: metadata.resourceVersion,
      },
      type,
      reason,
      message,
      count: 1,
      firstTimestamp: at,
      lastTimestamp: at,
      source: { component },
      reportingComponent: component,
      reportingInstance: '',
    });
  }

  /** No news is written into a namespace that is going away. */
  #isGone(namespace: string): boolean {
    const found = this.store.get(KINDS.namespace, undefined, namespace);
    return !found || found.metadata.deletionTimestamp !== undefined;
  }

  #sweepLater(): void {
    this.clock.after(TIME_TO_LIVE / 12, () => this.#sweep(), {
      coalesce: true,
    });
  }

  #sweep(): void {
    const now = this.clock.now().getTime();
    for (const [name, { namespace, until }] of this.#swept) {
      if (until > now) continue;
      this.#swept.delete(name);
      this.store.delete(KINDS.event, namespace, name);
    }
    this.#sweepLater();
  }
}
