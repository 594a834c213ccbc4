import { Duration } from 'luxon';
import { isFinal } from '../change/states';
import { DecidedRollout, ItemFacts, RolloutEffect, RolloutFacts } from './life';
import { Rollout, RolloutItem } from './rollout';
import { amend, enter, isBudgetSpent } from './steps';

const soaking = (rollout: Rollout, until: string | undefined): Rollout => ({
  ...rollout,
  soaksUntil: until === '' ? undefined : until,
});

/**
 * How far the rollout is, and its next step: the items as their changes and deployments say; paused when more failed
 * than the budget takes; the next batch when nobody of the ones before is under way and all that are verified have
 * soaked; done when nothing is left.
 */
export function tick(rollout: Rollout, facts: RolloutFacts): DecidedRollout {
  const seen = rollout.items.reduce(
    (next, item) => observe(next, item, facts),
    rollout,
  );
  const effects = again(seen);
  if (seen.state !== 'running') return { next: seen, effects };
  const waiting = seen.items.filter(({ step }) => step === 'waiting');
  const under = seen.items.filter(({ step }) => step === 'proposed');
  const by = { facts };
  if (isBudgetSpent(seen) && waiting.length > 0) {
    const because = `${seen.failures} failed, and its budget is ${seen.failureBudget}`;
    return { next: enter(seen, 'paused', because, by), effects };
  }
  const withdrawn = seen.items.find(item => isWithdrawn(item, rollout));
  if (withdrawn && waiting.length > 0) {
    const because = `${withdrawn.environment}: ${withdrawn.note}`;
    return { next: enter(seen, 'paused', because, by), effects };
  }
  if (under.length > 0) return { next: soaking(seen, undefined), effects };
  const until = soaksUntil(seen, facts);
  if (until === undefined || until > facts.now.toISOString()) {
    return { next: soaking(seen, until), effects };
  }
  if (waiting.length === 0) {
    const verified = seen.items.filter(({ step }) => step === 'verified');
    const because = `${verified.length} of ${seen.items.length} verified, ${seen.failures} failed`;
    return { next: enter(seen, 'done', because, by), effects };
  }
  const batch = waiting.slice(0, seen.batch);
  const begun = batch.reduce(
    (next, item) => amend(next, item, { step: 'proposed' }, facts),
    soaking(seen, undefined),
  );
  return { next: begun, effects: again(begun) };
}

/** What was decided and may not have been done: a proposal that is not known to be stored is asked for again. */
function again({ items }: Rollout): RolloutEffect[] {
  return items
    .filter(({ step, change }) => step === 'proposed' && change === undefined)
    .map(({ environment }) => ({ type: 'propose', environment }));
}

/** Until when those soak that are verified; undefined: nobody can tell how one of them does. */
function soaksUntil(
  { items, soak }: Rollout,
  facts: RolloutFacts,
): string | undefined {
  const soakMs = Duration.fromISO(soak).toMillis();
  let until = '';
  for (const { environment, step } of items) {
    if (step !== 'verified') continue;
    const deployment = facts.items.get(environment)?.deployment;
    if (deployment?.outcome !== 'verified' || !deployment.verifiedAt) {
      return undefined;
    }
    const end = Date.parse(deployment.verifiedAt) + soakMs;
    const text = new Date(end).toISOString();
    if (text > until) until = text;
  }
  return until;
}

/** What is seen of one item. One that is verified can still fail, on the day after. */
function observe(
  rollout: Rollout,
  item: RolloutItem,
  facts: RolloutFacts,
): Rollout {
  const known = facts.items.get(item.environment);
  if (!known || item.change === undefined) return rollout;
  if (item.step !== 'proposed' && item.step !== 'verified') return rollout;
  return amend(rollout, item, seenOf(item, known), facts);
}

function seenOf(item: RolloutItem, facts: ItemFacts): Partial<RolloutItem> {
  const { changeState, deployment, waitsFor: note } = facts;
  switch (deployment?.outcome) {
    case 'failed':
      return { changeState, step: 'failed', note: deployment.because };
    case 'verified':
      return {
        changeState,
        step: 'verified',
        since: deployment.verifiedAt ?? item.since,
        note: undefined,
      };
    case 'replaced':
      return item.step === 'verified'
        ? { changeState }
        : { changeState, step: 'skipped', note: 'Another release came' };
    case 'unknown':
      return { changeState, note: deployment.because };
    default:
      break;
  }
  if (isFinal(changeState) && changeState !== 'done') {
    const step = changeState === 'failed' ? 'failed' : 'skipped';
    return { changeState, step, note: note ?? `Its change is ${changeState}` };
  }
  return { changeState, note };
}

/** Somebody ended the change of an item just now, or let it expire: whoever did had a reason. */
function isWithdrawn(item: RolloutItem, before: Rollout): boolean {
  const former = before.items.find(
    ({ environment }) => environment === item.environment,
  );
  return (
    former?.step === 'proposed' &&
    item.step === 'skipped' &&
    item.changeState !== undefined &&
    ['rejected', 'cancelled', 'expired'].includes(item.changeState)
  );
}
