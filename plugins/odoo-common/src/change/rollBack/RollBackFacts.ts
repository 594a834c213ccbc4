import type { EnvironmentRelease } from '../../contract/releases';
import { EnvironmentRef } from '../../environment/ref';
import { EnvironmentSpec } from '../../environment/spec';
import { Upgrade } from '../../environment/upgrade';
import { TierPolicy } from '../../platform/tiers';
import { RestorableWindow } from '../../recovery/report';
import type { Deployment } from '../../release/deployment';
import type { ReleaseDocument } from '../../release/release';
import { Change } from '../change';

export type RollBackOption = EnvironmentRelease['rollBack'][number];

/** A change of the environment that reached its files. */
export type AppliedChange = Pick<Change, 'kind' | 'reason'> & {
  id: string;
  at: string;
  /** Whether it changed anything of the spec but the release. */
  changesSpec: boolean;
  /** Why that cannot be taken back; absent: it can. */
  problem?: string;
};

/** What is known of an environment when somebody asks for the way back. */
export interface RollBackFacts {
  environment: EnvironmentRef;
  spec: EnvironmentSpec;
  policy: TierPolicy;
  current: ReleaseDocument;
  /** All of the registry that can be read. */
  releases: readonly ReleaseDocument[];
  /** What came to the environment, the newest first. */
  deployments: readonly Deployment[];
  /** The step of its document. */
  upgrade?: Upgrade;
  /** Whether that step was seen to be taken; unknown is not. */
  taken: boolean;
  /** The newest first. */
  changes: readonly AppliedChange[];
  /** Moments that its database can be brought back to; empty: none, or nobody knows (see `restorableProblem`). */
  windows: readonly RestorableWindow[];
  /** Why nothing is known of them. */
  restorableProblem?: string;
  /** How long a restore takes: measured, or by the plan. */
  restoreMinutes?: number;
  /** `<tenant>/<stage>` of the others on its database server. */
  neighbours: readonly string[];
  /** Approvals that a change of this environment needs, and that a roll-back of it needs now. */
  approvals: { change: number; rollBack: number };
  /** Where the steps of a restore are written down. */
  restoreLink?: string;
  now: Date;
}
