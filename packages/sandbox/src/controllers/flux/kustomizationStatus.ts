import {
  goDuration,
  withCondition,
  withoutCondition,
  type Condition,
} from '../runtime';
import type {
  HistoryEntry,
  Kustomization,
  KustomizationStatus,
  ReconcileFailure,
} from './shapes';

const HISTORY_LIMIT = 5;

/** One reconciliation, from the moment it applied. */
export interface Attempt {
  /** Content of the folder. */
  digest: string;
  revision: string;
  /** Milliseconds of the epoch. */
  startedAt: number;
}

interface Change {
  kustomization: Kustomization;
  attempt: Attempt;
  /** RFC 3339. */
  at: string;
}

function set(
  { kustomization, at }: Pick<Change, 'kustomization' | 'at'>,
  conditions: Condition[],
): Condition[] {
  const observedGeneration = kustomization.metadata.generation;
  return conditions.reduce(
    (list, condition) =>
      withCondition(list, { ...condition, observedGeneration }, at),
    kustomization.status?.conditions ?? [],
  );
}

/** While the applied objects are waited for. */
export function waitingStatus(
  change: Change,
  timeout: string,
): KustomizationStatus {
  const { kustomization, attempt } = change;
  return {
    ...kustomization.status,
    lastAttemptedRevision: attempt.revision,
    conditions: set(change, [
      {
        type: 'Reconciling',
        status: 'True',
        reason: 'Progressing',
        message: `Running health checks for revision ${attempt.revision} with a timeout of ${timeout}`,
      },
      {
        type: 'Ready',
        status: 'Unknown',
        reason: 'Progressing',
        message: 'Reconciliation in progress',
      },
    ]),
  };
}

const healthy = ({ attempt, at }: Change): Condition => ({
  type: 'Healthy',
  status: 'True',
  reason: 'Succeeded',
  message: `Health check passed in ${goDuration(
    Date.parse(at) - attempt.startedAt,
  )}`,
});

export function succeededStatus(change: Change): KustomizationStatus {
  const { kustomization, attempt } = change;
  const { revision } = attempt;
  const checked = kustomization.spec.wait ?? false;
  const conditions = set(change, [
    {
      type: 'Ready',
      status: 'True',
      reason: 'ReconciliationSucceeded',
      message: `Applied revision: ${revision}`,
    },
    ...(checked ? [healthy(change)] : []),
  ]);
  return {
    ...finished(change, 'ReconciliationSucceeded'),
    lastAppliedRevision: revision,
    conditions: withoutCondition(conditions, 'Reconciling'),
  };
}

/** @param attempt - absent when it did not come to applying anything */
export function failedStatus(
  change: Pick<Change, 'kustomization' | 'at'> & { attempt?: Attempt },
  { reason, message }: ReconcileFailure,
): KustomizationStatus {
  const { kustomization, attempt, at } = change;
  const failure = { status: 'False', reason, message } as const;
  const conditions = set(change, [
    { type: 'Ready', ...failure },
    ...(reason === 'HealthCheckFailed'
      ? [{ type: 'Healthy', ...failure }]
      : []),
  ]);
  return {
    ...(attempt
      ? finished({ kustomization, attempt, at }, reason)
      : { ...kustomization.status }),
    observedGeneration: kustomization.metadata.generation,
    conditions: withoutCondition(conditions, 'Reconciling'),
  };
}

function finished(change: Change, outcome: string): KustomizationStatus {
  const { kustomization, attempt } = change;
  const { status = {}, metadata } = kustomization;
  const asked =
    metadata.annotations?.['reconcile.fluxcd.io/requestedAt'] ??
    status.lastHandledReconcileAt;
  return {
    ...status,
    observedGeneration: metadata.generation,
    lastAttemptedRevision: attempt.revision,
    ...(asked ? { lastHandledReconcileAt: asked } : {}),
    history: historyWith(change, outcome),
  };
}

/** The same content with the same outcome again counts up. */
function historyWith(
  { kustomization, attempt, at }: Change,
  outcome: string,
): HistoryEntry[] {
  const { history = [] } = kustomization.status ?? {};
  const digest = `sha256:${attempt.digest}`;
  const isSame = (entry: HistoryEntry) =>
    entry.digest === digest && entry.lastReconciledStatus === outcome;
  const known = history.find(isSame);
  const took = Date.parse(at) - attempt.startedAt;
  const entry: HistoryEntry = {
    digest,
    firstReconciled: known?.firstReconciled ?? at,
    lastReconciled: at,
    lastReconciledDuration: goDuration(took),
    lastReconciledStatus: outcome,
    totalReconciliations: (known?.totalReconciliations ?? 0) + 1,
    metadata: { revision: attempt.revision },
  };
  return [entry, ...history.filter(each => !isSame(each))].slice(
    0,
    HISTORY_LIMIT,
  );
}
