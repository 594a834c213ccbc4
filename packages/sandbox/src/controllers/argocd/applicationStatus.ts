import type { ComparedResource, TargetState } from './compare';
import { toResourceStatus } from './compare';
import { worstHealth } from './health';
import type {
  Application,
  ApplicationStatus,
  OperationState,
  SyncStatus,
} from './shapes';

const HISTORY_LIMIT = 10;

export function syncStatusOf(
  target: TargetState,
  compared: readonly ComparedResource[],
): SyncStatus {
  if (target.error) return 'Unknown';
  return compared.some(({ status }) => status === 'OutOfSync')
    ? 'OutOfSync'
    : 'Synced';
}

/** Conditions say what stands in the way; they are there only while it does. */
function conditionsOf(
  before: ApplicationStatus,
  errors: Readonly<Record<string, string | undefined>>,
  at: string,
): ApplicationStatus['conditions'] {
  const list = Object.entries(errors).flatMap(([type, message]) => {
    if (!message) return [];
    const known = before.conditions?.find(
      condition => condition.type === type && condition.message === message,
    );
    return [
      { type, message, lastTransitionTime: known?.lastTransitionTime ?? at },
    ];
  });
  return list.length > 0 ? list : undefined;
}

export interface Findings {
  target: TargetState;
  compared: readonly ComparedResource[];
  operationState: OperationState | undefined;
  /** The sync that ended well just now belongs into the history. */
  deployed: boolean;
  syncError: string | undefined;
  /** RFC 3339. */
  at: string;
}

/** Of an application whose project is not there: it is not even compared, and cannot be deleted. */
export function refusedStatus(
  { spec: { project }, metadata, status: before = {} }: Application,
  at: string,
): ApplicationStatus {
  const errors = metadata.deletionTimestamp
    ? {
        DeletionError: `error getting app project "${project}": appproject.argoproj.io "${project}" not found`,
      }
    : {
        InvalidSpecError: `Application referencing project ${project} which does not exist`,
      };
  return {
    ...before,
    sync: { ...before.sync, status: 'Unknown' },
    health: { ...before.health, status: 'Unknown' },
    conditions: conditionsOf(before, errors, at),
    reconciledAt: at,
  };
}

/** The status that follows from a comparison and the state of the sync. */
export function applicationStatus(
  { spec, status: before = {}, metadata }: Application,
  findings: Findings,
): ApplicationStatus {
  const { target, compared, operationState, at } = findings;
  const health = target.error
    ? before.health?.status ?? 'Unknown'
    : worstHealth(compared.map(resource => resource.health));
  const { source, destination } = spec;
  const images = compared.flatMap(({ desired }) => desired?.images ?? []);
  return {
    ...before,
    sync: {
      status: syncStatusOf(target, compared),
      revision: target.snapshot.commit,
      comparedTo: { source, destination },
    },
    health: {
      status: health,
      lastTransitionTime:
        before.health?.status === health
          ? before.health.lastTransitionTime
          : at,
    },
    resources: target.error ? before.resources : compared.map(toResourceStatus),
    ...(operationState ? { operationState } : {}),
    history: findings.deployed
      ? withDeployment(before.history ?? [], operationState, at)
      : before.history,
    conditions: conditionsOf(
      before,
      { ComparisonError: target.error, SyncError: findings.syncError },
      at,
    ),
    summary: { images: [...new Set(images)].sort() },
    reconciledAt: at,
    sourceType: 'Directory',
    controllerNamespace: metadata.namespace,
  };
}

function withDeployment(
  history: NonNullable<ApplicationStatus['history']>,
  operationState: OperationState | undefined,
  at: string,
): ApplicationStatus['history'] {
  if (!operationState) return history;
  const { syncResult, startedAt } = operationState;
  return [
    ...history,
    {
      id: (history.at(-1)?.id ?? -1) + 1,
      revision: syncResult.revision,
      deployStartedAt: startedAt,
      deployedAt: at,
      initiatedBy: { automated: true },
      source: syncResult.source,
    },
  ].slice(-HISTORY_LIMIT);
}
