import { Duration } from 'luxon';
import { EnvironmentSpec } from '../../environment/spec';
import { TierPolicy } from '../../platform/tiers';
import { RecoveryFact, RecoveryFactKind } from '../facts';
import { RecoveryRecord } from '../records';
import { RestorePoint, SignedRestoreTest } from '../restoreTest';

/** A fact with the time it was read and until when it counts. */
export interface StampedFact<K extends RecoveryFactKind> {
  fact: Extract<RecoveryFact, { kind: K }>;
  observedAt: string;
  expiresAt: string;
}
export type RecoveryFacts = { [K in RecoveryFactKind]?: StampedFact<K> };

/** A restore test as far as it is known. `portal`: it ended without a result, which only the portal knows. */
export interface KnownRestoreTest {
  outcome: 'passed' | 'failed';
  proof: 'signed' | 'claimed' | 'portal';
  finishedAt: string;
  point: RestorePoint;
  /** Absent when it never came to a result. */
  seconds?: number;
  summary: string;
}

export function knownRestoreTest({
  result,
  proof,
}: SignedRestoreTest): KnownRestoreTest {
  const { startedAt, finishedAt, outcome, point, summary } = result;
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return { outcome, proof, finishedAt, point, summary, seconds };
}

export interface RecoveryInput {
  spec: Pick<EnvironmentSpec, 'tier' | 'region' | 'recoveryRegion'>;
  policy: TierPolicy;
  facts: RecoveryFacts;
  /** Those whose nonce the portal gave out, and claims; in any order. */
  tests: readonly KnownRestoreTest[];
  records: readonly RecoveryRecord[];
  /** Clusters of the recovery region; `reachable` undefined: nobody could tell. */
  failoverClusters: readonly { name: string; reachable?: boolean }[];
  /** On a server with other tenants, one tenant alone comes back only by a restore aside. */
  sharedServer: boolean;
  now: Date;
}

/** A controller's clock and the store's differ by the length of an upload. */
export const UPLOAD_SECONDS = 10 * 60;

export const secondsOf = (duration: string): number =>
  Duration.fromISO(duration).as('seconds');

export const secondsBetween = (from: string, to: string | Date): number =>
  (new Date(to).getTime() - Date.parse(from)) / 1000;

/** A fact that counts now; what is past its time to live is not known any more. */
export function freshFact<K extends RecoveryFactKind>(
  { facts, now }: Pick<RecoveryInput, 'facts' | 'now'>,
  kind: K,
): StampedFact<K> | undefined {
  const fact: StampedFact<K> | undefined = facts[kind];
  return fact && fact.expiresAt > now.toISOString() ? fact : undefined;
}
