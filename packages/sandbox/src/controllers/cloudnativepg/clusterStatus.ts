import { isReady, withCondition, type Condition, type Pod } from '../runtime';
import {
  objectStoreOf,
  type ClusterStatus,
  type DatabaseCluster,
} from './shapes';

/** Values of `status.phase`. Source: CloudNativePG, api/v1/cluster_types.go. */
export const PHASES = {
  first: 'Setting up primary',
  replica: 'Creating a new replica',
  healthy: 'Cluster in healthy state',
  waiting: 'Waiting for the instances to become active',
  failingOver: 'Failing over',
  upgrading: 'Upgrading cluster',
} as const;

export interface ClusterView {
  cluster: DatabaseCluster;
  /** By instance number. */
  names: readonly string[];
  pods: ReadonlyMap<string, Pod>;
  primary: string;
  phase: string;
  phaseReason?: string;
  /** RFC 3339. */
  at: string;
}

function ready(healthy: boolean): Condition {
  return healthy
    ? {
        type: 'Ready',
        status: 'True',
        reason: 'ClusterIsReady',
        message: 'Cluster is Ready',
      }
    : {
        type: 'Ready',
        status: 'False',
        reason: 'ClusterIsNotReady',
        message: 'Cluster Is Not Ready',
      };
}

const CONSISTENT: Condition = {
  type: 'ConsistentSystemID',
  status: 'True',
  reason: 'Unique',
  message: 'A single, unique system ID was found across reporting instances.',
};

const ARCHIVING: Condition = {
  type: 'ContinuousArchiving',
  status: 'True',
  reason: 'ContinuousArchivingSuccess',
  message: 'Continuous archiving is working',
};

/** The status that follows from the instances as they are. */
export function clusterStatus(view: ClusterView): ClusterStatus {
  const { cluster, names, pods, primary, phase, at } = view;
  const { name, namespace } = cluster.metadata;
  const before = cluster.status ?? {};
  const readyNames = names.filter(each => {
    const pod = pods.get(each);
    return pod !== undefined && isReady(pod);
  });
  const healthy = phase === PHASES.healthy;
  const runs = readyNames.includes(primary);
  const conditions = [
    ready(healthy),
    ...(runs ? [CONSISTENT] : []),
    ...(runs && objectStoreOf(cluster) ? [ARCHIVING] : []),
  ].reduce<Condition[]>(
    (list, condition) => withCondition(list, condition, at),
    before.conditions ?? [],
  );
  return {
    ...before,
    phase,
    phaseReason: view.phaseReason,
    instances: names.filter(each => pods.has(each)).length,
    readyInstances: readyNames.length,
    instanceNames: [...names],
    instancesStatus: {
      healthy: readyNames,
      failed: names.filter(each => !readyNames.includes(each)),
    },
    latestGeneratedNode: names.length,
    pvcCount: names.length,
    healthyPVC: [...names],
    image: cluster.spec.imageName,
    targetPrimary: primary,
    ...(runs
      ? {
          currentPrimary: primary,
          currentPrimaryTimestamp:
            before.currentPrimary === primary
              ? before.currentPrimaryTimestamp
              : at,
          timelineID: 1,
        }
      : {}),
    writeService: `${name}-rw`,
    readService: `${name}-r`,
    topology: {
      successfullyExtracted: true,
      nodesUsed: new Set([...pods.values()].map(({ spec }) => spec.nodeName))
        .size,
    },
    certificates: {
      serverTLSSecret: `${name}-server`,
      serverCASecret: `${name}-ca`,
      clientCASecret: `${name}-ca`,
      replicationTLSSecret: `${name}-replication`,
      serverAltDNSNames: [`${name}-rw`, `${name}-rw.${namespace}.svc`],
    },
    conditions,
  };
}
