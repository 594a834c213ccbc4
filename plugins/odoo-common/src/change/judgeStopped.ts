import {
  ReconciliationFacts,
  awaitSync,
  isCollected,
  isLate,
  seenSince,
} from './reconciliation';

/**
 * Value of a workload's probe that proves a standstill: its Deployment is absent, and so is every pod that runs Odoo,
 * those on their way out included. Nothing weaker does: a pod that is unavailable, asleep or unseen may write.
 */
export const WORKLOAD_GONE = 'gone';

export type StopReport =
  /** `at`: when the last of it was seen gone. */
  | { stopped: true; at: string }
  /** `running`: it was seen, and is not merely unknown. */
  | { stopped: false; what: string; stuck: boolean; running: boolean };

/** What tells of Odoo's own pods. */
const RUNNING: ReadonlySet<string> = new Set([
  'web.ready',
  'websocket.ready',
  'cron.ready',
  'queue.ready',
]);

/**
 * Whether what a decommission takes away is gone from the cluster: the controller has synced the commit, and every
 * workload of Odoo has been seen gone since. A probe that was not read anew says nothing.
 */
export function judgeStopped(
  facts: Omit<ReconciliationFacts, 'verdict'>,
): StopReport {
  const { appliedAt } = facts;
  if (!facts.synced) {
    const { what, stuck } = awaitSync(facts);
    return { stopped: false, what, stuck, running: false };
  }
  const stuck = isLate(facts);
  const waitFor = (what: string, running = false): StopReport => ({
    stopped: false,
    what,
    stuck,
    running,
  });
  const workloads = facts.observations.filter(
    ({ probe, status }) => RUNNING.has(probe) && status !== 'not-applicable',
  );
  const looked = workloads.filter(isCollected);
  if (looked.length === 0 && workloads.length > 0) {
    return waitFor('somebody to look whether pods are left: see Sources');
  }
  const sync = facts.observations.filter(
    ({ probe }) => probe === 'gitops.sync',
  );
  const probes = [...sync.filter(isCollected), ...looked];
  const unseen = probes.find(probe => !seenSince(probe, appliedAt));
  if (unseen) return waitFor(`${unseen.probe} to be observed after the apply`);
  const left = looked.find(({ value }) => value !== WORKLOAD_GONE);
  if (left) {
    const what = `the pods to stop; ${left.probe}: ${left.summary}`;
    return waitFor(what, typeof left.value === 'number' && left.value > 0);
  }
  const seen = probes.flatMap(({ observedAt }) => observedAt ?? []).sort();
  return { stopped: true, at: seen.at(-1) ?? appliedAt };
}
