/** One entry of `status.conditions`, as metav1.Condition and its older relatives. */
export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  lastUpdateTime?: string;
  lastProbeTime?: string;
  /** Of nodes only. */
  lastHeartbeatTime?: string;
  observedGeneration?: number;
  /** Of Azure Service Operator only: how much a condition that is not true matters. */
  severity?: 'Info' | 'Warning' | 'Error';
};

export function conditionOf(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}

/**
 * The list with one condition set; `lastTransitionTime` moves only when the status does, so
 * that "since when" stays true.
 *
 * @param at - RFC 3339 time of the change
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  next: Condition,
  at: string,
): Condition[] {
  const list = conditions ?? [];
  const before = conditionOf(list, next.type);
  const lastTransitionTime =
    before?.status === next.status ? before.lastTransitionTime ?? at : at;
  const set = { ...next, lastTransitionTime };
  return before
    ? list.map(condition => (condition.type === next.type ? set : condition))
    : [...list, set];
}

export function withoutCondition(
  conditions: readonly Condition[] | undefined,
  type: string,
): Condition[] {
  return (conditions ?? []).filter(condition => condition.type !== type);
}
