import {
  isReady,
  KINDS,
  parseQuantity,
  Resources,
  stamp,
  watchOwn,
  watchOwned,
  withCondition,
  type Controller,
  type ControllerContext,
  type ObjectKey,
  type Pod,
} from '../runtime';
import type { VolumeClaim } from '../node';
import { clusterStatus, PHASES } from './clusterStatus';
import {
  instancePod,
  instanceVolume,
  isOutdated,
  ROLE_LABEL,
} from './instances';
import type { DatabaseCluster } from './shapes';
import { ensureAll, surroundingsOf } from './surroundings';

/** Annotation that asks for it, and condition that tells of it. Source: CloudNativePG, pkg/utils/hibernation. */
const HIBERNATION = 'cnpg.io/hibernation';

interface Next {
  phase: string;
  phaseReason?: string;
}

/** Stands in for the CloudNativePG operator: instances one after the other, one of them primary. */
export class ClusterController implements Controller {
  readonly name = 'cloudnativepg-cluster';
  readonly watches = [
    watchOwn(KINDS.databaseCluster),
    watchOwned(KINDS.pod, 'Cluster'),
    watchOwned(KINDS.service, 'Cluster'),
    watchOwned(KINDS.volumeClaim, 'Cluster'),
  ];
  readonly #clusters: Resources<DatabaseCluster>;
  readonly #pods: Resources<Pod>;
  readonly #claims: Resources<VolumeClaim>;

  constructor(private readonly context: ControllerContext) {
    this.#clusters = new Resources(context.store, KINDS.databaseCluster);
    this.#pods = new Resources(context.store, KINDS.pod);
    this.#claims = new Resources(context.store, KINDS.volumeClaim);
  }

  reconcile({ namespace, name }: ObjectKey): undefined {
    const cluster = this.#clusters.get(namespace, name);
    if (!cluster || cluster.metadata.deletionTimestamp) return;
    if (this.#hibernated(cluster)) return;
    ensureAll(this.context.store, surroundingsOf(cluster));
    const names = Array.from(
      { length: cluster.spec.instances },
      (_, index) => `${name}-${index + 1}`,
    );
    this.#growVolumes(cluster, names);
    const pods = this.#podsOf(cluster, names);
    const primary = this.#primaryOf(cluster, names, pods);
    const next = this.#step(cluster, names, pods, primary);
    const view = { cluster, names, pods, primary, ...next };
    const status = clusterStatus({ ...view, at: stamp(this.context) });
    this.#clusters.setStatus(cluster, status);
  }

  /** Takes the pods of a healthy cluster away for as long as its annotation says so; volumes stay. */
  #hibernated(cluster: DatabaseCluster): boolean {
    const { annotations = {} } = cluster.metadata;
    const { status = {} } = cluster;
    const before = status.conditions ?? [];
    const others = before.filter(({ type }) => type !== HIBERNATION);
    if (annotations[HIBERNATION] !== 'on') {
      if (others.length < before.length) {
        this.#clusters.setStatus(cluster, { ...status, conditions: others });
        cluster.status = { ...status, conditions: others };
      }
      return false;
    }
    const begun = others.length < before.length;
    if (!begun && status.phase !== PHASES.healthy) return false;
    const pods = this.#pods.ownedBy(cluster);
    for (const { metadata } of pods) {
      this.#pods.delete(metadata.namespace, metadata.name);
    }
    this.#clusters.setStatus(cluster, {
      ...status,
      readyInstances: 0,
      conditions: withCondition(
        before,
        pods.length > 0
          ? {
              type: HIBERNATION,
              status: 'False',
              reason: 'DeletingPods',
              message: 'Hibernation is in progress',
            }
          : {
              type: HIBERNATION,
              status: 'True',
              reason: 'Hibernated',
              message: 'Cluster has been hibernated',
            },
        stamp(this.context),
      ),
    });
    return true;
  }

  /** Volumes follow the size that is asked for; none shrinks. */
  #growVolumes({ metadata, spec }: DatabaseCluster, names: string[]): void {
    const size = spec.storage?.size;
    for (const name of size ? names : []) {
      const claim = this.#claims.get(metadata.namespace, name);
      const requests = claim?.spec.resources?.requests;
      if (!claim || parseQuantity(requests?.storage) >= parseQuantity(size)) {
        continue;
      }
      claim.spec.resources = { requests: { ...requests, storage: size } };
      this.#claims.update(claim);
    }
  }

  /** Instances by name; those beyond the wanted number go, highest first. */
  #podsOf(cluster: DatabaseCluster, names: string[]): Map<string, Pod> {
    const pods = new Map(
      this.#pods.ownedBy(cluster).map(pod => [pod.metadata.name, pod]),
    );
    for (const name of pods.keys()) {
      if (names.includes(name)) continue;
      this.#pods.delete(cluster.metadata.namespace, name);
      pods.delete(name);
    }
    return pods;
  }

  /** The primary stays while its pod is there; a ready replica takes over from a lost one. */
  #primaryOf(
    cluster: DatabaseCluster,
    names: string[],
    pods: Map<string, Pod>,
  ): string {
    const current = cluster.status?.currentPrimary ?? names[0];
    if (names.includes(current) && pods.has(current)) return current;
    const heir = names.find(name => {
      const pod = pods.get(name);
      return pod !== undefined && isReady(pod);
    });
    return heir ?? (names.includes(current) ? current : names[0]);
  }

  #step(
    cluster: DatabaseCluster,
    names: string[],
    pods: Map<string, Pod>,
    primary: string,
  ): Next {
    const { namespace } = cluster.metadata;
    this.#labelRoles(pods, primary);
    const unready = names.filter(name => {
      const pod = pods.get(name);
      return pod !== undefined && !isReady(pod);
    });
    const missing = names.filter(name => !pods.has(name));
    const first = cluster.status?.currentPrimary === undefined;
    if (first && !pods.has(primary)) {
      this.#createInstance(cluster, primary, 'primary');
    } else if (missing.length > 0 && unready.length === 0) {
      const role = missing[0] === primary ? 'primary' : 'replica';
      this.#createInstance(cluster, missing[0], role);
    }
    if (first && (unready.includes(primary) || missing.includes(primary))) {
      const phaseReason = `Creating primary instance ${primary}`;
      return { phase: PHASES.first, phaseReason };
    }
    if (cluster.status?.currentPrimary !== primary && !first) {
      const phaseReason = `Failing over from ${cluster.status?.currentPrimary} to ${primary}`;
      this.context.events.record(cluster, {
        type: 'Warning',
        reason: 'FailoverTarget',
        message: phaseReason,
        component: 'cloudnative-pg',
      });
      return { phase: PHASES.failingOver, phaseReason };
    }
    const { phase } = cluster.status ?? {};
    const growing = phase === PHASES.first || phase === PHASES.replica;
    if (missing.length > 0 || (growing && unready.length > 0)) {
      const phaseReason = `Creating replica ${missing[0] ?? unready[0]}`;
      return { phase: PHASES.replica, phaseReason };
    }
    if (unready.length > 0) {
      const phaseReason = `Some instances are not yet active: ${unready.join(
        ', ',
      )}`;
      return { phase: PHASES.waiting, phaseReason };
    }
    return this.#replaceOutdated(cluster, names, pods, primary, namespace);
  }

  /** One at a time, the primary last. */
  #replaceOutdated(
    cluster: DatabaseCluster,
    names: string[],
    pods: Map<string, Pod>,
    primary: string,
    namespace: string | undefined,
  ): Next {
    const inOrder = [...names.filter(name => name !== primary), primary];
    const outdated = inOrder.find(name => {
      const pod = pods.get(name);
      return pod !== undefined && isOutdated(cluster, pod);
    });
    if (!outdated) return { phase: PHASES.healthy };
    this.#pods.delete(namespace, outdated);
    const phaseReason = `Restarting instance ${outdated}`;
    return { phase: PHASES.upgrading, phaseReason };
  }

  #labelRoles(pods: Map<string, Pod>, primary: string): void {
    for (const [name, pod] of pods) {
      const role = name === primary ? 'primary' : 'replica';
      if (pod.metadata.labels?.[ROLE_LABEL] === role) continue;
      pod.metadata.labels = {
        ...pod.metadata.labels,
        [ROLE_LABEL]: role,
        role,
      };
      pods.set(name, this.#pods.update(pod));
    }
  }

  #createInstance(
    cluster: DatabaseCluster,
    name: string,
    role: 'primary' | 'replica',
  ): void {
    ensureAll(this.context.store, [instanceVolume(cluster, name)]);
    this.#pods.create(instancePod(cluster, name, role));
    this.context.events.record(cluster, {
      type: 'Normal',
      reason: 'CreatingInstance',
      message: `Creating instance ${name}`,
      component: 'cloudnative-pg',
    });
  }
}
