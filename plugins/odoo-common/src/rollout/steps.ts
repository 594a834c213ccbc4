import { Duration } from 'luxon';
import { RolloutFacts } from './life';
import { Rollout, RolloutItem, RolloutState } from './rollout';

/** More failed than the budget takes and than anybody has gone on past. */
export function isBudgetSpent({
  failures,
  failureBudget,
  acceptedFailures,
}: Pick<Rollout, 'failures' | 'failureBudget' | 'acceptedFailures'>): boolean {
  return failures > Math.max(failureBudget, acceptedFailures);
}

/** The rollout in another state, and who brought it there why; without an actor the portal itself. */
export function enter(
  rollout: Rollout,
  state: RolloutState,
  because: string,
  { actor, facts }: { actor?: string; facts: RolloutFacts },
): Rollout {
  const at = facts.now.toISOString();
  return {
    ...rollout,
    state,
    because,
    soaksUntil: undefined,
    timeline: [
      ...rollout.timeline,
      { at, actor, note: `${state}: ${because}` },
    ],
    updatedAt: at,
  };
}

/** The rollout with something else said of one item; failures are counted anew. */
export function amend(
  rollout: Rollout,
  item: RolloutItem,
  change: Partial<RolloutItem>,
  { now }: Pick<RolloutFacts, 'now'>,
): Rollout {
  const moved = change.step !== undefined && change.step !== item.step;
  const next = { ...item, ...change };
  if (moved && change.since === undefined) next.since = now.toISOString();
  const items = rollout.items.map(other =>
    other.environment === item.environment ? next : other,
  );
  return {
    ...rollout,
    items,
    failures: items.filter(({ step }) => step === 'failed').length,
    updatedAt: moved ? now.toISOString() : rollout.updatedAt,
  };
}

/** Until when one that was verified then soaks; undefined: it was not. */
export function soakedAt(
  verifiedAt: string | undefined,
  soak: string,
): string | undefined {
  if (!verifiedAt) return undefined;
  const soakMs = Duration.fromISO(soak).toMillis();
  return new Date(Date.parse(verifiedAt) + soakMs).toISOString();
}
