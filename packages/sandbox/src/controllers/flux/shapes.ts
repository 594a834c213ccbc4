import type { KubernetesObject } from '../../kubernetes';
import type { Condition } from '../runtime';

export interface GitRepository extends KubernetesObject {
  spec: {
    url: string;
    interval: string;
    ref?: { branch?: string };
    suspend?: boolean;
  };
  status?: {
    observedGeneration?: number;
    artifact?: { revision: string; lastUpdateTime: string; digest: string };
    conditions?: Condition[];
  };
}

/** What came of reconciling one content, however often. */
export type HistoryEntry = {
  digest: string;
  firstReconciled: string;
  lastReconciled: string;
  lastReconciledDuration: string;
  lastReconciledStatus: string;
  totalReconciliations: number;
  metadata: { revision: string };
};

export type Inventory = { entries: { id: string; v: string }[] };

export type KustomizationStatus = {
  observedGeneration?: number;
  conditions?: Condition[];
  lastAppliedRevision?: string;
  lastAttemptedRevision?: string;
  lastHandledReconcileAt?: string;
  inventory?: Inventory;
  history?: HistoryEntry[];
};

export interface Kustomization extends KubernetesObject {
  spec: {
    interval: string;
    retryInterval?: string;
    timeout?: string;
    path?: string;
    prune?: boolean;
    wait?: boolean;
    force?: boolean;
    suspend?: boolean;
    /** Default `MirrorPrune`: as `prune` says. */
    deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
    sourceRef: { kind: string; name: string; namespace?: string };
    dependsOn?: { name: string; namespace?: string }[];
    targetNamespace?: string;
  };
  status?: KustomizationStatus;
}

/** Flux gives up for now; `reason` and message become those of the condition Ready. */
export class ReconcileFailure extends Error {
  constructor(
    readonly reason:
      | 'ArtifactFailed'
      | 'BuildFailed'
      | 'DependencyNotReady'
      | 'HealthCheckFailed'
      | 'PruneFailed'
      | 'ReconciliationFailed',
    message: string,
  ) {
    super(message);
  }
}
