import type { KubernetesObject } from '../../kubernetes';
import type { Condition } from '../runtime';

export type HealthStatus =
  | 'Healthy'
  | 'Suspended'
  | 'Progressing'
  | 'Missing'
  | 'Degraded'
  | 'Unknown';

export type Health = { status: HealthStatus; message?: string };

export type SyncStatus = 'Synced' | 'OutOfSync' | 'Unknown';

export type ApplicationSource = {
  repoURL: string;
  targetRevision?: string;
  path?: string;
  directory?: { recurse?: boolean };
};

export type ResourceStatus = {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  status: SyncStatus;
  health?: Health;
  hook?: boolean;
  requiresPruning?: boolean;
  syncWave?: number;
};

export type ResourceResult = {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
  status?: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
  message: string;
  hookType?: string;
  hookPhase?: OperationPhase;
  syncPhase: string;
};

export type OperationPhase = 'Running' | 'Succeeded' | 'Failed' | 'Error';

export type OperationState = {
  phase: OperationPhase;
  message: string;
  startedAt: string;
  finishedAt?: string;
  retryCount?: number;
  operation: Record<string, unknown>;
  syncResult: {
    revision: string;
    source: ApplicationSource;
    resources: ResourceResult[];
  };
};

export type ApplicationStatus = {
  sync?: {
    status: SyncStatus;
    revision?: string;
    comparedTo?: Record<string, unknown>;
  };
  health?: { status: HealthStatus; lastTransitionTime?: string };
  resources?: ResourceStatus[];
  operationState?: OperationState;
  history?: {
    id: number;
    revision: string;
    deployStartedAt: string;
    deployedAt: string;
    initiatedBy: { automated?: boolean; username?: string };
    source: ApplicationSource;
  }[];
  conditions?: Pick<Condition, 'type' | 'message' | 'lastTransitionTime'>[];
  summary?: { images?: string[] };
  reconciledAt?: string;
  sourceType?: string;
  controllerNamespace?: string;
};

export interface Application extends KubernetesObject {
  spec: {
    project: string;
    source: ApplicationSource;
    destination: { server?: string; name?: string; namespace?: string };
    syncPolicy?: {
      automated?: { enabled?: boolean; prune?: boolean; selfHeal?: boolean };
      syncOptions?: string[];
      retry?: {
        limit?: number;
        backoff?: { duration?: string; factor?: number; maxDuration?: string };
      };
    };
  };
  status?: ApplicationStatus;
}
