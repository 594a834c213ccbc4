import { ChangeKind } from '../change/change';
import { ChangeState } from '../change/states';
import { EnvironmentSpec } from '../environment/spec';
import { VerdictStatus } from '../health/verdict';

/** What is known of one change of a series upgrade. */
export interface UpgradeChange {
  id: string;
  environment: string;
  kind: ChangeKind;
  state: ChangeState;
  /** Since when it is in that state. */
  since: string;
  /** Everybody who wrote a revision. */
  authors: readonly string[];
  /** Of the spec that it brings. */
  schedule: EnvironmentSpec['schedule'];
  /** Of a create: the moment whose data it copies, where it names one. */
  copiedAt?: string;
  /** When its commit reached the repository; absent: it has not. */
  appliedAt?: string;
  /** What keeps it back, what it waits for, or how it ended. */
  note?: string;
}

/** An environment as the repository and the collectors tell of it now. */
export interface UpgradeEnvironment {
  schedule: EnvironmentSpec['schedule'];
  hostnames: readonly string[];
  /** Absent: nobody has judged it yet. */
  verdict?: VerdictStatus;
  /** Since when. */
  verdictSince?: string;
}

export interface SeriesUpgradeFacts {
  now: Date;
  /** All that have the series upgrade as their parent, the oldest first. */
  changes: readonly UpgradeChange[];
  /** Of the old one and the two of the clone: those that the repository has and that can be read. */
  environments: ReadonlyMap<string, UpgradeEnvironment>;
  /** Those of them that are there and cannot be read: they are not gone, and nothing is known of them. */
  unreadable: ReadonlySet<string>;
  /** Why no restore of the old one can be tested; absent: it can. */
  untestable?: string;
  /** Whether the backups of the old one reach past its stop, once it has stopped; absent: nobody has looked. */
  restorePoint?: { passed: boolean; summary: string };
}

export const isThere = (
  { environments, unreadable }: SeriesUpgradeFacts,
  environment: string,
) => environments.has(environment) || unreadable.has(environment);

export const hasArrived = ({ appliedAt }: UpgradeChange) =>
  appliedAt !== undefined;
