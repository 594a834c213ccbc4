import {
  EnvironmentRef,
  EnvironmentSpec,
  FieldError,
  Placement,
  Plan,
  ReleaseDocument,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';

/** Kinds that are offered today; the contract names more. */
export const OFFERED_KINDS = ['create', 'update'] as const;
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
}

/** A proposal worked out against the repository at one commit. */
export interface PreparedChange extends ProposedContent {
  snapshot: RegistrySnapshot;
  /** The environment as it is; absent for one that is to be created. */
  before?: RegisteredEnvironment;
  release: ReleaseDocument;
  placement: Placement;
  plan: Plan;
  /** Content after, by path; `undefined` deletes. Only what differs from the repository. */
  touched: ReadonlyMap<string, string | undefined>;
  /** Content before of the touched paths that exist. */
  base: ReadonlyMap<string, string>;
  /** Every file after, by path. */
  rendered: ReadonlyMap<string, string>;
  contentHash: string;
  approvalsNeeded: number;
  /** Rules of the spec that do not hold at this commit; always empty for a new proposal. */
  specErrors: FieldError[];
}
