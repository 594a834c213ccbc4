import { DecidedRollout, RolloutEffect, RolloutFacts } from './life';
import { observe } from './observe';
import { Rollout, RolloutItem } from './rollout';
import { amend, enter, isBudgetSpent, soakedAt } from './steps';

const soaking = (rollout: Rollout, until: string | undefined): Rollout => ({
  ...rollout,
  soaksUntil: until === '' ? undefined : until,
});

/**
 * How far the rollout is, and its next step: the items as their changes and deployments say; paused when more failed
 * than the budget takes; the next batch when nobody of the ones before is under way and all that are verified have
 * soaked; paused too when one is left out by what somebody did elsewhere; done when nothing is left.
 */
export function tick(rollout: Rollout, facts: RolloutFacts): DecidedRollout {
  const seen = rollout.items.reduce(
    (next, item) => observe(next, item, facts),
    rollout,
  );
  if (seen.state !== 'running') return { next: seen, effects: [] };
  const effects = again(seen);
  const waiting = seen.items.filter(({ step }) => step === 'waiting');
  const under = seen.items.filter(({ step }) => step === 'proposed');
  const by = { facts };
  const paused = (because: string): DecidedRollout => ({
    next: enter(seen, 'paused', because, by),
    effects: [],
  });
  const isMoreToCome = waiting.length > 0 || effects.length > 0;
  if (isBudgetSpent(seen) && isMoreToCome) {
    return paused(
      `${seen.failures} failed, and its budget is ${seen.failureBudget}`,
    );
  }
  const left = seen.items.find(item => isLeftOut(item, rollout));
  if (left && isMoreToCome) return paused(`${left.environment}: ${left.note}`);
  if (under.length > 0) return { next: soaking(seen, undefined), effects };
  const until = soaksUntil(seen, facts);
  if (until === undefined || until > facts.now.toISOString()) {
    return { next: soaking(seen, until), effects };
  }
  if (waiting.length === 0) return { next: ended(seen, facts), effects };
  const batch = waiting.slice(0, seen.batch);
  const begun = batch.reduce(
    (next, item) => amend(next, item, { step: 'proposed' }, facts),
    soaking(seen, undefined),
  );
  return { next: begun, effects: again(begun) };
}

/** Nothing is left. Where nobody has got the release it has not been brought to the ring, and that is not done. */
function ended(seen: Rollout, facts: RolloutFacts): Rollout {
  const of = `of ${seen.items.length} verified, ${seen.failures} failed`;
  const verified = seen.items.filter(({ step }) => step === 'verified').length;
  return verified > 0
    ? enter(seen, 'done', `${verified} ${of}`, { facts })
    : enter(seen, 'stopped', `none ${of}: nothing is left to be tried`, {
        facts,
      });
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
  let until = '';
  for (const { environment, step } of items) {
    if (step !== 'verified') continue;
    const deployment = facts.items.get(environment)?.deployment;
    const end = soakedAt(deployment?.verifiedAt, soak);
    if (deployment?.outcome !== 'verified' || !end) return undefined;
    if (end > until) until = end;
  }
  return until;
}

/** An item is left out by what somebody did elsewhere: whoever did had a reason. */
function isLeftOut(item: RolloutItem, before: Rollout): boolean {
  const former = before.items.find(
    ({ environment }) => environment === item.environment,
  );
  return former?.step !== 'skipped' && item.step === 'skipped';
}
