import {
  ReconciliationFacts,
  awaitSync,
  isCollected,
  isLate,
  seenSince,
} from './reconciliation';

export type StopReport =
  /** `at`: when the last of it was seen gone. */
  | { stopped: true; at: string }
  | { stopped: false; what: string; stuck: boolean };

/** What tells of Odoo's own pods. */
const RUNNING: ReadonlySet<string> = new Set([
  'web.ready',
  'websocket.ready',
  'cron.ready',
  'queue.ready',
]);

/**
 * Whether what a decommission takes away is gone from the cluster: the controller has synced the commit, and no pod
 * of Odoo has been seen since. A probe that was not read anew says nothing.
 */
export function judgeStopped(
  facts: Omit<ReconciliationFacts, 'verdict'>,
): StopReport {
  const { appliedAt } = facts;
  if (!facts.synced) {
    const { what, stuck } = awaitSync(facts);
    return { stopped: false, what, stuck };
  }
  const stuck = isLate(facts);
  const probes = facts.observations
    .filter(isCollected)
    .filter(({ probe }) => RUNNING.has(probe) || probe === 'gitops.sync');
  const unseen = probes.find(probe => !seenSince(probe, appliedAt));
  if (unseen) {
    const what = `${unseen.probe} to be observed after the apply`;
    return { stopped: false, what, stuck };
  }
  const running = probes.find(
    ({ probe, value }) =>
      RUNNING.has(probe) && typeof value === 'number' && value > 0,
  );
  if (running) {
    const what = `the pods to stop; ${running.probe}: ${running.summary}`;
    return { stopped: false, what, stuck };
  }
  const seen = probes.flatMap(({ observedAt }) => observedAt ?? []).sort();
  return { stopped: true, at: seen.at(-1) ?? appliedAt };
}
