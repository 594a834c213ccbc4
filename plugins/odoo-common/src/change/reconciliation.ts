import { Observation } from '../health/observation';
import { Verdict } from '../health/verdict';
import { ReconciliationReport } from './life';

export interface ReconciliationFacts {
  /** Short commit id, cluster and its GitOps controller, for words. */
  commit: string;
  cluster: string;
  controller: string;
  appliedAt: string;
  now: Date;
  /** Milliseconds after which waiting is called stuck. */
  stuckAfterMs: number;
  /** The controller has synced a revision that contains the commit; unknown until it was observed. */
  synced: boolean;
  /** What takes longer than a cluster needs to arrive, since when and for how long; absent: nothing does. */
  takesLong?: string;
  /** What may keep the controller from it; absent: nothing that is known. */
  heldBack?: string;
  verdict?: Verdict;
  /** Every probe of the environment; one that was never observed has no time. */
  observations: readonly ReconciliationObservation[];
}

export type ReconciliationObservation = Pick<
  Observation,
  'probe' | 'status' | 'summary' | 'value' | 'threshold'
> & { observedAt?: string; stale: boolean; required: boolean };

/** Evidence from before the apply proves nothing about it. */
export const seenSince = (
  { stale, observedAt }: ReconciliationObservation,
  appliedAt: string,
) => !stale && observedAt !== undefined && observedAt > appliedAt;

/** A rollout is no fault, and its end is what is awaited: Argo CD and the pods may tell of it a moment apart. */
const isMoving = ({
  probe,
  status,
  value,
  threshold,
}: ReconciliationObservation) =>
  (probe === 'gitops.health' && value === 'Progressing') ||
  (probe === 'image.digest' && status === 'ok' && value !== threshold);

/**
 * Argo CD looks at Git every three minutes by default: until then an Application that does not exist yet,
 * or the failure of the sync before, says nothing about this commit.
 */
const CONTROLLER_POLL_MS = 3 * 60 * 1000;

/** It applies, and somebody looks. */
export const isCollected = ({ status }: ReconciliationObservation) =>
  status !== 'not-applicable' && status !== 'not-collected';

export const isLate = ({
  appliedAt,
  now,
  stuckAfterMs,
}: Pick<ReconciliationFacts, 'appliedAt' | 'now' | 'stuckAfterMs'>) =>
  now.getTime() - Date.parse(appliedAt) >= stuckAfterMs;

/** The controller has not brought the commit to the cluster, as far as anybody knows. */
export function awaitSync(
  facts: Omit<ReconciliationFacts, 'verdict' | 'synced'>,
): Extract<ReconciliationReport, { done: false }> {
  const { appliedAt, now, commit, cluster, controller, heldBack } = facts;
  const sync = facts.observations.find(({ probe }) => probe === 'gitops.sync');
  const seen = sync && seenSince(sync, appliedAt) ? sync : undefined;
  const failed =
    now.getTime() - Date.parse(appliedAt) >= CONTROLLER_POLL_MS &&
    seen?.status === 'critical';
  // Of a sync that is the word for a freeze: it ends by itself, and nobody has to look.
  const isFrozen = seen?.status === 'maintenance';
  const late = seen?.status === 'degraded';
  return {
    done: false,
    what: failed
      ? `${controller} failed to sync ${commit} on ${cluster}: ${seen.summary}`
      : [
          `${controller} to sync ${commit} on ${cluster}`,
          isFrozen || late ? seen.summary : undefined,
          heldBack,
        ]
          .filter(Boolean)
          .join('; '),
    stuck: failed || (isLate(facts) && !isFrozen),
  };
}

/** States that count as arrived; an environment may be asleep by its schedule. */
const ARRIVED: ReadonlySet<string> = new Set(['ok', 'asleep']);

/**
 * Done: the controller has synced the commit, and every required probe that is collected has been seen
 * since, is fresh, and is ok. Evidence from before the apply proves nothing about it.
 */
export function judgeReconciliation(
  facts: ReconciliationFacts,
): ReconciliationReport {
  if (!facts.synced) return awaitSync(facts);
  const report = judgeSynced(facts);
  return report.done || facts.takesLong === undefined
    ? report
    : { ...report, what: `${report.what}; ${facts.takesLong}` };
}

function judgeSynced(facts: ReconciliationFacts): ReconciliationReport {
  const { appliedAt } = facts;
  const late = isLate(facts);
  const required = facts.observations
    .filter(isCollected)
    .filter(probe => probe.required);
  const seen = required.filter(probe => seenSince(probe, appliedAt));
  const bad = seen.find(({ status }) => !ARRIVED.has(status));
  if (bad) {
    return { done: false, what: `${bad.probe}: ${bad.summary}`, stuck: late };
  }
  const moving = seen.find(isMoving);
  if (moving) {
    // Old pods still answer while new ones roll out: healthy, but not yet what was approved.
    return { done: false, what: moving.summary, stuck: late };
  }
  const unseen = required.find(probe => !seen.includes(probe));
  if (unseen) {
    const what = `${unseen.probe} to be observed after the apply`;
    return { done: false, what, stuck: late };
  }
  return verdictArrived(facts, required.length, late);
}

/** The verdict has the last word: it also knows probes that have not been observed at all. */
function verdictArrived(
  { verdict, commit }: ReconciliationFacts,
  observed: number,
  late: boolean,
): ReconciliationReport {
  if (!verdict || observed === 0 || !ARRIVED.has(verdict.status)) {
    const what = verdict
      ? `${verdict.decidedBy ?? 'the environment'}: ${verdict.summary}`
      : 'the environment to be observed';
    return { done: false, what, stuck: late };
  }
  return {
    done: true,
    note: `${commit} is synced; ${observed} required probes are fresh and ok`,
  };
}
