import {
  AdoptedCommit,
  Decommissioned,
  EnvironmentRef,
  EnvironmentSpec,
  FieldError,
  Placement,
  Plan,
  Platform,
  ReleaseDocument,
  RollBack,
  TestedRestore,
} from '@plumbline/plugin-odoo-common';
import { GitOpsRepository } from '@plumbline/plugin-odoo-node';
import { UnledgeredCommits } from '../../collection/git/unledgeredCommits';
import {
  RegisteredEnvironment,
  RegistryService,
  RegistrySnapshot,
} from '../../registry';
import { ChangeStore } from '../store';

/** Kinds that are offered today; the contract names more. */
export const OFFERED_KINDS = [
  'create',
  'update',
  'promote',
  'roll-back',
  'restore-test',
  'decommission',
] as const;
export type OfferedKind = (typeof OFFERED_KINDS)[number];

/** What somebody wants, after every field was checked. */
export interface ProposedContent {
  kind: OfferedKind;
  ref: EnvironmentRef;
  spec: EnvironmentSpec;
  /** Of the environment on which the spec was made: when that has moved on, the spec follows it. */
  baseSpec?: EnvironmentSpec;
  /** Of an earlier revision of the same change: kept while the region stays. */
  placement?: Placement;
  /** Of a restore test, drawn once: apply renders the very same files. */
  restoreTest?: DrawnTest;
  /** Of a roll-back. */
  rollBack?: RollBack;
}

/** What a restore test is to restore and by which nonce its result is known. */
export interface DrawnTest
  extends Pick<TestedRestore, 'to' | 'point' | 'nonce'> {
  /** Of the change. */
  id: string;
}

/** What a proposal is worked out against. */
export interface WorldOfChange {
  snapshot: RegistrySnapshot;
  platform: Platform;
  repository: GitOpsRepository;
  store: Pick<ChangeStore, 'arrivedAt' | 'deploymentsIn' | 'usedIn'>;
  unledgered: UnledgeredCommits;
  registry: Pick<RegistryService, 'at'>;
  now: Date;
}

/** A proposal worked out against the repository at one commit. */
export interface PreparedChange extends ProposedContent {
  snapshot: RegistrySnapshot;
  /**
   * The environment as it is; absent for one that is to be created. For a promotion of a release that was pushed: with
   * the release before that.
   */
  before?: RegisteredEnvironment;
  release: ReleaseDocument;
  placement: Placement;
  plan: Plan;
  /** Content after, by path; `undefined` deletes. Only what differs from the repository. */
  touched: ReadonlyMap<string, string | undefined>;
  /** Of a decommission: what its two commits have taken away in the end. */
  removed?: ReadonlyMap<string, undefined>;
  decommissioned?: Decommissioned;
  /** Of an update, or a promotion of a release that was pushed, that touches nothing: the commits past change control that it takes into its own. */
  adopts?: AdoptedCommit[];
  /** What those commits have done to the environment's files: for people to judge, and no part of the commit. */
  adoptedFiles?: Pick<PreparedChange, 'touched' | 'base'>;
  /** Content before of the touched paths that exist, and of those that are removed. */
  base: ReadonlyMap<string, string>;
  /** Every file after, by path. */
  rendered: ReadonlyMap<string, string>;
  contentHash: string;
  approvalsNeeded: number;
  /** Rules of the spec that do not hold at this commit; always empty for a new proposal. */
  specErrors: FieldError[];
}
