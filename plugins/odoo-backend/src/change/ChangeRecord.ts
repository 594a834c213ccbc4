import {
  Change,
  ChangeSummary,
  EnvironmentSpec,
  Placement,
  countingApprovals,
} from '@plumbline/plugin-odoo-common';

/** A change as it is stored: what the API shows, and what apply needs beside it. */
export interface ChangeRecord extends Omit<Change, 'id' | 'actions'> {
  id: string;
  /** Commit of the repository at which files, gates and hash were last computed. */
  head: string;
  /** Of the environment that the change was made on; absent for one to be created. */
  baseSpec?: EnvironmentSpec;
  /** Chosen once, for a new environment by its first plan. */
  placement: Placement;
  /** Who may read the change: the owner of the environment as it is, or of the one to be created. */
  owner: string;
}

/** What lists show. */
export function summaryOf(record: ChangeRecord): ChangeSummary {
  return {
    id: record.id,
    kind: record.kind,
    environment: record.environment,
    state: record.state,
    requester: record.requester,
    reason: record.reason,
    revision: record.revision,
    approvalsNeeded: record.approvalsNeeded,
    approvalsGiven: countingApprovals(record).length,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    awaiting: record.awaiting,
    parent: record.parent,
    parentKind: record.parentKind,
    release: record.release,
  };
}
