import { ChangeState, isFinal } from '../change/states';
import {
  DecidedRollout,
  RolloutAction,
  RolloutActor,
  RolloutEffect,
  RolloutFacts,
  RolloutOutcome,
} from './life';
import { Rollout, RolloutItem } from './rollout';
import { amend, enter, isBudgetSpent } from './steps';
import { tick } from './tick';

const CANCELLABLE: ReadonlySet<ChangeState> = new Set<ChangeState>([
  'proposed',
  'gated',
  'blocked',
  'awaiting-approval',
  'approved',
]);

const find = (rollout: Rollout, environment: string) =>
  rollout.items.find(item => item.environment === environment);
const followed = (next: Rollout): DecidedRollout => ({ next, effects: [] });
const conflict = (message: string) =>
  ({ refused: 'conflict', message } as const);
const forbidden = (message: string) =>
  ({ refused: 'forbidden', message } as const);

/**
 * The one function that moves a rollout: pages, API and the schedule go through it. It answers what the rollout
 * becomes and what has to follow, or why not. It reads no clock and no store.
 */
export function decideRollout(
  rollout: Rollout,
  action: RolloutAction,
  actor: RolloutActor,
  facts: RolloutFacts,
): RolloutOutcome {
  switch (action.type) {
    case 'tick':
    case 'proposed':
    case 'refused':
    case 'delayed':
    case 'halted':
      return actor.type === 'portal'
        ? drive(rollout, action, facts)
        : forbidden('Only the portal does this');
    default:
      return steer(rollout, action, actor, facts);
  }
}

type Steering = Extract<
  RolloutAction,
  { type: 'pause' | 'resume' | 'skip' | 'stop' }
>;

function drive(
  rollout: Rollout,
  action: Exclude<RolloutAction, Steering>,
  facts: RolloutFacts,
): RolloutOutcome {
  if (action.type === 'tick') return tick(rollout, facts);
  if (action.type === 'halted') {
    return followed(pauseBy(rollout, action.note, facts));
  }
  const item = find(rollout, action.environment);
  if (item?.step !== 'proposed' || item.change !== undefined) {
    return conflict(`Nobody waits for a change of ${action.environment}`);
  }
  if (action.type === 'refused') {
    const note = `No change could be made: ${action.note}`;
    const next = amend(rollout, item, { step: 'skipped', note }, facts);
    return followed(pauseBy(next, `${item.environment}: ${note}`, facts));
  }
  if (action.type === 'delayed') {
    const note = `No change could be made yet: ${action.note}`;
    return followed(amend(rollout, item, { note }, facts));
  }
  const { change } = action;
  const made = { change, changeState: 'proposed', note: undefined } as const;
  return followed(amend(rollout, item, made, facts));
}

/** What nobody has foreseen is looked at by somebody, as long as there is something left to be kept from it. */
function pauseBy(
  rollout: Rollout,
  because: string,
  facts: RolloutFacts,
): Rollout {
  const isOver = !rollout.items.some(
    ({ step, change }) =>
      step === 'waiting' || (step === 'proposed' && change === undefined),
  );
  if (rollout.state !== 'running' || isOver) return rollout;
  return enter(rollout, 'paused', because, { facts });
}

function steer(
  rollout: Rollout,
  action: Steering,
  actor: RolloutActor,
  facts: RolloutFacts,
): RolloutOutcome {
  if (actor.type !== 'user') return forbidden('Only a person decides this');
  if (!actor.may) {
    return forbidden(
      'You may not change every environment that this rollout still concerns',
    );
  }
  const { state } = rollout;
  if (state === 'done' || state === 'stopped') {
    return conflict(`The rollout is ${state}`);
  }
  const by = { actor: actor.ref, facts };
  switch (action.type) {
    case 'pause':
      return state === 'running'
        ? followed(enter(rollout, 'paused', action.reason, by))
        : conflict('The rollout is paused already');
    case 'resume':
      return resume(rollout, action.reason, by);
    case 'skip':
      return skip(rollout, action, by);
    default:
      return stop(rollout, action.reason, by);
  }
}

interface By {
  actor: string;
  facts: RolloutFacts;
}

/** Past a spent budget somebody else looks: whoever wanted the release is the last to see that it fails. */
function resume(rollout: Rollout, reason: string, by: By): RolloutOutcome {
  if (rollout.state !== 'paused') return conflict('The rollout is running');
  if (isBudgetSpent(rollout) && by.actor === rollout.requester) {
    return forbidden(
      `Its failure budget is spent: somebody other than who began it has to resume it`,
    );
  }
  const resumed = enter(rollout, 'running', reason, by);
  const acceptedFailures = Math.max(rollout.acceptedFailures, rollout.failures);
  return followed({ ...resumed, because: undefined, acceptedFailures });
}

function skip(
  rollout: Rollout,
  { environment, reason }: Extract<RolloutAction, { type: 'skip' }>,
  by: By,
): RolloutOutcome {
  const item = find(rollout, environment);
  if (!item) return conflict(`${environment} is not part of this rollout`);
  if (item.step !== 'waiting' && item.step !== 'proposed') {
    return conflict(`${environment} is ${item.step} already`);
  }
  const cancels = cancelsOf([item], by.facts);
  if (cancels.length > 0) return { next: rollout, effects: cancels };
  if (isOnItsWay(item, by.facts)) {
    return conflict(
      `The release has reached the files of ${environment}: roll it back instead`,
    );
  }
  const note = `Skipped by ${by.actor}: ${reason}`;
  const next = amend(rollout, item, { step: 'skipped', note }, by.facts);
  return followed(told(next, `${environment} is skipped: ${reason}`, by));
}

/** Ends all that has not reached the repository; what has is watched to its end. */
function stop(rollout: Rollout, reason: string, by: By): RolloutOutcome {
  const cancels = cancelsOf(rollout.items, by.facts);
  if (cancels.length > 0) return { next: rollout, effects: cancels };
  const open = rollout.items.filter(
    item =>
      item.step === 'waiting' ||
      (item.step === 'proposed' && !isOnItsWay(item, by.facts)),
  );
  const note = `The rollout was stopped: ${reason}`;
  const ended = open.reduce(
    (next, item) => amend(next, item, { step: 'skipped', note }, by.facts),
    rollout,
  );
  return followed(enter(ended, 'stopped', reason, by));
}

/** The changes that can still be ended: leaving an environment out takes no commit back. */
function cancelsOf(
  items: readonly RolloutItem[],
  { items: known }: RolloutFacts,
): RolloutEffect[] {
  return items.flatMap(({ step, environment, change }): RolloutEffect[] => {
    const state = known.get(environment)?.changeState;
    return step === 'proposed' && change && state && CANCELLABLE.has(state)
      ? [{ type: 'cancel', environment, change }]
      : [];
  });
}

function isOnItsWay(
  { environment, change }: RolloutItem,
  { items }: RolloutFacts,
): boolean {
  const known = items.get(environment);
  return (
    change !== undefined &&
    known !== undefined &&
    (!isFinal(known.changeState) || known.changeState === 'done')
  );
}

function told(rollout: Rollout, note: string, { actor, facts }: By): Rollout {
  const at = facts.now.toISOString();
  const timeline = [...rollout.timeline, { at, actor, note }];
  return { ...rollout, timeline, updatedAt: at };
}
