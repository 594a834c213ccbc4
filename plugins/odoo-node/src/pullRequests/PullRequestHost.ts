import { PullRequest, PullRequestCheck } from '@plumbline/plugin-odoo-common';

/** A pull request as its host has it at this moment. */
export interface HostedPullRequest
  extends Pick<PullRequest, 'url' | 'number' | 'state'> {
  /** The commit at the tip of its branch, or that was when it ended. */
  head: string;
  /** The host was asked to merge and has not finished. */
  merging: boolean;
  /** Why the host cannot merge whatever the checks say, such as a conflict; absent when nothing is known against it. */
  obstacle?: string;
  /** Of a merged one: the commit on the target branch. */
  merged?: string;
  /** Who ended it, where the host tells. */
  endedBy?: string;
  /** Every check that the target branch requires, and others that have reported. */
  checks: PullRequestCheck[];
}

export interface PullRequestText {
  /** One line. */
  title: string;
  /** Markdown. Nothing in it mentions anybody. */
  body: string;
}

export interface ApprovalStatus {
  outcome: 'success' | 'failure';
  /** One sentence; a host may show its beginning only. */
  description: string;
  /** The page of the change. */
  link?: string;
}

/**
 * What became of asking for a merge. `refused` is the host's definite no, in its words. A host that answered
 * neither is an error: what it then shows of the pull request decides.
 */
export type MergeOutcome =
  | { merged: string }
  | { merging: true }
  | { refused: string };

/**
 * The service that hosts the GitOps repository and merges into its branch. Everything is found again by the name of
 * the branch: whoever calls may have been stopped at any moment. Fails with ServiceUnavailableError when the
 * service cannot be asked now, with NotAllowedError when it does not let the portal in; no message holds a credential.
 */
export interface PullRequestHost {
  /** In words, such as `GitHub`. */
  readonly title: string;
  /** Shortest time between two looks at one pull request, in milliseconds. */
  readonly pollMs: number;
  /** The newest pull request of the branch into the target branch. */
  find(branch: string): Promise<HostedPullRequest | undefined>;
  /** Opens one for a branch that exists, or brings the text of the open one up to date. */
  open(branch: string, text: PullRequestText): Promise<HostedPullRequest>;
  /** Says on the commit, and so on the pull request, whether change control stands behind it. */
  report(
    pullRequest: Pick<HostedPullRequest, 'number'>,
    commit: string,
    status: ApprovalStatus,
  ): Promise<void>;
  /** Merges if the head is the expected one. Never bypasses a rule of the host. */
  merge(
    pullRequest: Pick<HostedPullRequest, 'number'>,
    expectedHead: string,
    text: PullRequestText,
  ): Promise<MergeOutcome>;
  /** Closes it without merging; one that has ended stays as it is. */
  close(pullRequest: Pick<HostedPullRequest, 'number'>): Promise<void>;
}

/** The name under which the approval of change control appears among the checks of a host. */
export const APPROVAL_STATUS = {
  genre: 'plumbline',
  name: 'approval',
} as const;
