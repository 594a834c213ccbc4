import {
  controlledBy,
  KINDS,
  nameSuffixOf,
  Resources,
  stamp,
  watchOwn,
  watchOwned,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Requeue,
} from '../runtime';
import { deploymentStatus, progressDeadline } from './deploymentStatus';
import { boundsOf, nextSizes, nextSizesOfRecreate } from './rollout';
import type { Deployment, ReplicaSet } from './shapes';

const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';

const revisionOf = (object: Deployment | ReplicaSet) =>
  Number(object.metadata.annotations?.[REVISION] ?? 0);

/** Rolls a Deployment's template out by ReplicaSets, one for each template it ever had. */
export class DeploymentController implements Controller {
  readonly name = 'deployment';
  readonly watches = [
    watchOwn(KINDS.deployment),
    watchOwned(KINDS.replicaSet, 'Deployment'),
  ];
  readonly #deployments: Resources<Deployment>;
  readonly #sets: Resources<ReplicaSet>;

  constructor(private readonly context: ControllerContext) {
    this.#deployments = new Resources(context.store, KINDS.deployment);
    this.#sets = new Resources(context.store, KINDS.replicaSet);
  }

  reconcile({ namespace, name }: ObjectKey): Requeue | undefined {
    const deployment = this.#deployments.get(namespace, name);
    if (!deployment || deployment.metadata.deletionTimestamp) return undefined;
    const sets = this.#sets
      .ownedBy(deployment)
      .sort((a, b) => revisionOf(a) - revisionOf(b));
    const hash = nameSuffixOf(deployment.spec.template);
    const found = sets.find(set => set.metadata.labels?.[HASH] === hash);
    const current = found ?? this.#createSet(deployment, sets, hash);
    if (!current) return this.#report(deployment, undefined, sets, false);
    const old = sets.filter(set => set.metadata.uid !== current.metadata.uid);
    this.#markRevision(deployment, current, old);
    if (!deployment.spec.paused) this.#rollOut(deployment, current, old);
    this.#forgetOldest(deployment, old);
    return this.#report(deployment, current, [...old, current], !found);
  }

  #createSet(
    deployment: Deployment,
    sets: ReplicaSet[],
    hash: string,
  ): ReplicaSet | undefined {
    const { spec, metadata } = deployment;
    if (spec.paused) return undefined;
    const { template } = spec;
    const labels = { ...template.metadata?.labels, [HASH]: hash };
    const set = this.#sets.create({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${metadata.name}-${hash}`,
        namespace: metadata.namespace,
        labels,
        annotations: {
          [REVISION]: String(revisionOf(sets.at(-1) ?? deployment) + 1),
        },
        ownerReferences: [controlledBy(deployment)],
      },
      spec: {
        replicas: 0,
        selector: {
          matchLabels: { ...spec.selector.matchLabels, [HASH]: hash },
        },
        template: { ...template, metadata: { ...template.metadata, labels } },
        ...(spec.minReadySeconds
          ? { minReadySeconds: spec.minReadySeconds }
          : {}),
      },
    });
    return set;
  }

  /** A set whose template comes back gets a new revision: a roll-back is a rollout too. */
  #markRevision(
    deployment: Deployment,
    current: ReplicaSet,
    old: ReplicaSet[],
  ): void {
    const newest = Math.max(0, ...old.map(revisionOf));
    if (revisionOf(current) <= newest) {
      this.#annotate(this.#sets, current, newest + 1);
    }
    if (revisionOf(deployment) !== revisionOf(current)) {
      this.#annotate(this.#deployments, deployment, revisionOf(current));
    }
  }

  #annotate<T extends Deployment | ReplicaSet>(
    resources: Resources<T>,
    object: T,
    revision: number,
  ): void {
    const annotations = {
      ...object.metadata.annotations,
      [REVISION]: String(revision),
    };
    object.metadata = { ...object.metadata, annotations };
    object.metadata = resources.update(object).metadata;
  }

  #rollOut(
    deployment: Deployment,
    current: ReplicaSet,
    old: ReplicaSet[],
  ): void {
    const { replicas, strategy } = deployment.spec;
    if (strategy.type === 'Recreate') {
      const pods = old.reduce(
        (sum, set) => sum + (set.status?.replicas ?? 0),
        0,
      );
      const next = nextSizesOfRecreate(replicas, pods);
      for (const set of old) this.#scale(deployment, set, next.old);
      this.#scale(deployment, current, next.current ?? current.spec.replicas);
      return;
    }
    const share = (set: ReplicaSet) => ({
      replicas: set.spec.replicas,
      available: Math.min(
        set.status?.availableReplicas ?? 0,
        set.spec.replicas,
      ),
    });
    const next = nextSizes(
      replicas,
      boundsOf(deployment),
      share(current),
      old.map(share),
    );
    this.#scale(deployment, current, next.current);
    old.forEach((set, index) => this.#scale(deployment, set, next.old[index]));
  }

  #scale(deployment: Deployment, set: ReplicaSet, replicas: number): void {
    const before = set.spec.replicas;
    if (before === replicas) return;
    set.spec.replicas = replicas;
    set.metadata = this.#sets.update(set).metadata;
    const direction = replicas > before ? 'up' : 'down';
    this.context.events.record(deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${set.metadata.name} from ${before} to ${replicas}`,
      component: 'deployment-controller',
    });
  }

  #forgetOldest(deployment: Deployment, old: ReplicaSet[]): void {
    const empty = old.filter(
      set => set.spec.replicas === 0 && !set.status?.replicas,
    );
    const surplus = empty.length - deployment.spec.revisionHistoryLimit;
    for (const set of empty.slice(0, Math.max(0, surplus))) {
      this.#sets.delete(set.metadata.namespace, set.metadata.name);
    }
  }

  #report(
    deployment: Deployment,
    current: ReplicaSet | undefined,
    all: ReplicaSet[],
    created: boolean,
  ): Requeue | undefined {
    const status = deploymentStatus(
      deployment,
      current,
      all,
      stamp(this.context),
      created,
    );
    const written = this.#deployments.setStatus(deployment, status);
    const deadline = progressDeadline(written);
    if (deadline === undefined) return undefined;
    return { after: deadline - this.context.clock.now().getTime() };
  }
}
