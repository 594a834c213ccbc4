import { Change, ChangeKind, GateResult, OverridableGate } from './change';
import { PullRequest } from './pullRequest';

/** The part of a change that its rules read and write. */
export type ChangeLife = Pick<
  Change,
  | 'kind'
  | 'state'
  | 'requester'
  | 'authors'
  | 'contentHash'
  | 'revision'
  | 'gates'
  | 'approvals'
  | 'approvalsNeeded'
  | 'timeline'
  | 'awaiting'
  | 'commit'
  | 'commitParent'
  | 'pullRequest'
  | 'overrides'
  | 'conclusion'
  | 'createdAt'
  | 'updatedAt'
  | 'expiresAt'
>;

/** Who acts. What a person may do was decided by the permission framework for this environment. */
export type ChangeActor =
  | {
      type: 'user';
      ref: string;
      may: {
        propose: boolean;
        approve: boolean;
        cancel: boolean;
        override: boolean;
      };
    }
  /** The portal itself: gates, apply, verification, expiry, restore tests that a tier demands, the end of what was temporary. */
  | { type: 'portal' };

/** Who asks for what the portal does by itself. */
export const PORTAL_REQUESTER = 'portal';

export type ChangeAction =
  | {
      type: 'propose';
      kind: ChangeKind;
      contentHash: string;
      approvalsNeeded: number;
    }
  | { type: 'update'; contentHash: string; approvalsNeeded: number }
  | { type: 'approve'; contentHash: string; comment: string }
  | { type: 'reject'; comment: string }
  /** `until`: when the gate counts again. */
  | {
      type: 'override';
      gate: OverridableGate;
      reason: string;
      until: string;
      contentHash: string;
    }
  /** What was done about the overrides of a gate afterwards. */
  | { type: 'follow-up'; gate: OverridableGate; comment: string }
  | { type: 'cancel' }
  | { type: 'expire' }
  /** `approvalsNeeded`: where the platform's quorum may have changed since; it is no part of the content. */
  | {
      type: 'gate';
      contentHash: string;
      gates: readonly GateResult[];
      approvalsNeeded?: number;
    }
  /** The head moved and the same spec now renders to something else. */
  | {
      type: 'rebase';
      contentHash: string;
      approvalsNeeded: number;
      note: string;
    }
  /** The commit that is about to be pushed. */
  | {
      type: 'commit';
      contentHash: string;
      gates: readonly GateResult[];
      commit: string;
      parent: string;
    }
  /** The commit did not reach the remote: somebody else was faster, or the portal was stopped. */
  | { type: 'release'; note: string }
  /** What the host of the repository shows of the pull request, before it merges. */
  | {
      type: 'show-pull-request';
      pullRequest: PullRequest;
      awaiting?: { what: string; stuck: boolean };
    }
  /** Why the host of the repository cannot be gone on with. */
  | { type: 'await-host'; awaiting: { what: string; stuck: boolean } }
  /** The remote contains the commit. `merged`: what a host made of it, the one on the branch first. */
  | { type: 'apply'; commit: string; merged?: readonly string[] }
  | { type: 'verify'; report: ReconciliationReport }
  /** The first of two commits has done its work (see `Conclusion`). */
  | { type: 'conclude'; outcome: 'passed' | 'failed'; note: string }
  /** The second commit, which is about to be pushed. */
  | { type: 'commit-clean-up'; commit: string; parent: string }
  /** That commit did not reach the remote. */
  | { type: 'release-clean-up' }
  /** The remote contains that commit; without one, there was nothing left to take away. `merged`: as of `apply`. */
  | { type: 'cleaned-up'; commit?: string; merged?: readonly string[] }
  | { type: 'fail'; note: string };

/** What the cluster has to show for a commit. */
export type ReconciliationReport =
  | { done: true; note: string }
  | { done: false; what: string; stuck: boolean; note?: string };

export interface ChangeFacts {
  now: Date;
  /** Milliseconds without a decision after which a revision expires. */
  expireAfterMs: number;
  /** Approvers who are known to have lost the permission since. */
  lostApprovers?: readonly string[];
  /** Those who gave an override and are known to have lost that permission since. */
  lostOverriders?: readonly string[];
}

/** What has to follow a decision; the caller does it once the decision is stored. */
export type ChangeEffect =
  | 'gate'
  | 'apply'
  | 'verify'
  /** Enter the commit into the ledger. */
  | 'record-commit'
  /** Take it out of the ledger: whoever brings it to the branch now is not change control. */
  | 'forget-commit';

export interface Decided {
  next: ChangeLife;
  effects: ChangeEffect[];
}

export interface Refusal {
  /** `forbidden`: not this person. `conflict`: not now, or not this content. */
  refused: 'forbidden' | 'conflict';
  message: string;
}

export function isRefusal(outcome: Decided | Refusal): outcome is Refusal {
  return 'refused' in outcome;
}
