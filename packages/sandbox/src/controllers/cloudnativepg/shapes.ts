import type { KubernetesObject } from '../../kubernetes';
import type { Condition, Container } from '../runtime';

export type ClusterStatus = {
  phase?: string;
  phaseReason?: string;
  instances?: number;
  readyInstances?: number;
  currentPrimary?: string;
  currentPrimaryTimestamp?: string;
  targetPrimary?: string;
  conditions?: Condition[];
  [field: string]: unknown;
};

export interface DatabaseCluster extends KubernetesObject {
  spec: {
    instances: number;
    imageName?: string;
    bootstrap?: {
      initdb?: {
        database?: string;
        owner?: string;
        secret?: { name: string };
      };
    };
    inheritedMetadata?: {
      labels?: Record<string, string>;
      annotations?: Record<string, string>;
    };
    resources?: Container['resources'];
    storage?: { size?: string; storageClass?: string };
    plugins?: {
      name: string;
      enabled?: boolean;
      isWALArchiver?: boolean;
      parameters?: Record<string, string>;
    }[];
  };
  status?: ClusterStatus;
}

export interface ScheduledBackup extends KubernetesObject {
  spec: {
    schedule: string;
    immediate?: boolean;
    suspend?: boolean;
    cluster: { name: string };
    method?: string;
    pluginConfiguration?: { name: string };
    backupOwnerReference?: 'none' | 'self' | 'cluster';
  };
  status?: {
    lastCheckTime?: string;
    lastScheduleTime?: string;
    nextScheduleTime?: string;
  };
}

export interface Backup extends KubernetesObject {
  spec: { cluster: { name: string }; method?: string };
  status?: {
    phase?: 'pending' | 'started' | 'running' | 'completed' | 'failed';
    error?: string;
    startedAt?: string;
    stoppedAt?: string;
    [field: string]: unknown;
  };
}

export type RecoveryWindow = {
  firstRecoverabilityPoint?: string;
  lastSuccessfulBackupTime?: string;
  lastFailedBackupTime?: string;
};

export interface ObjectStoreResource extends KubernetesObject {
  spec: { retentionPolicy?: string };
  status?: { serverRecoveryWindow?: Record<string, RecoveryWindow> };
}

/** Name of the ObjectStore that the cluster archives to by the Barman plugin, if it does. */
export function objectStoreOf({ spec }: DatabaseCluster): string | undefined {
  return spec.plugins?.find(
    ({ enabled = true, isWALArchiver }) => enabled && isWALArchiver,
  )?.parameters?.barmanObjectName;
}
