import { ChangeState } from '../states';
import { TestConclusion } from '../change';
import {
  ChangeAction,
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from '../life';
import { actorRef, conflict, enter, tooLate } from './steps';

const FINAL_STATE: Record<TestConclusion['outcome'], ChangeState> = {
  passed: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** A restore test is under way and has come to no end. */
export const isTesting = (life: ChangeLife) =>
  life.kind === 'restore-test' &&
  life.state === 'reconciling' &&
  life.conclusion === undefined;

/** Its result has come, or none will. */
export function conclude(
  life: ChangeLife,
  { outcome, note }: ChangeAction & { type: 'conclude' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (!isTesting(life)) return conflict(tooLate(life));
  return end(life, { outcome, note }, facts);
}

/** Somebody stops it while it runs. */
export function stopTest(
  life: ChangeLife,
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided {
  const by = actorRef(actor);
  const note = by.actor ? `Cancelled by ${by.actor}` : 'Cancelled';
  return end(life, { outcome: 'cancelled', note, ...by }, facts);
}

/** What the test made must go before anything else is said of it. */
function end(
  life: ChangeLife,
  conclusion: Omit<TestConclusion, 'at'>,
  facts: ChangeFacts,
): Decided {
  const at = facts.now.toISOString();
  const { note, actor } = conclusion;
  const what = 'everything that the restore test made to be taken away';
  const ended = {
    ...life,
    conclusion: { ...conclusion, at },
    awaiting: { what, since: at, stuck: false },
  };
  return {
    next: enter(ended, 'reconciling', facts, { note, ...(actor && { actor }) }),
    effects: ['verify'],
  };
}

export function commitCleanUp(
  life: ChangeLife,
  { commit, parent }: ChangeAction & { type: 'commit-clean-up' },
  facts: ChangeFacts,
): Decided | Refusal {
  const { conclusion } = life;
  if (life.state !== 'reconciling' || !conclusion || conclusion.commit) {
    return conflict('No restore test is waiting to be cleaned up');
  }
  return {
    next: {
      ...life,
      conclusion: { ...conclusion, commit, parent },
      updatedAt: facts.now.toISOString(),
    },
    // Known before anybody else can see it, so that it never looks like a commit of nobody.
    effects: ['record-commit'],
  };
}

export function releaseCleanUp(
  life: ChangeLife,
  facts: ChangeFacts,
): Decided | Refusal {
  const { conclusion } = life;
  if (life.state !== 'reconciling' || !conclusion?.commit) {
    return conflict('No clean-up of this restore test is on its way');
  }
  const { commit, parent, ...free } = conclusion;
  return {
    next: { ...life, conclusion: free, updatedAt: facts.now.toISOString() },
    effects: ['verify'],
  };
}

export function cleanedUp(
  life: ChangeLife,
  { commit }: ChangeAction & { type: 'cleaned-up' },
  facts: ChangeFacts,
): Decided | Refusal {
  const { conclusion } = life;
  if (
    life.state !== 'reconciling' ||
    !conclusion ||
    conclusion.commit !== commit
  ) {
    return conflict('This is not the clean-up of this restore test');
  }
  const { outcome, note, actor } = conclusion;
  const ended = { ...life, awaiting: undefined };
  return {
    next: enter(ended, FINAL_STATE[outcome], facts, {
      note,
      ...(actor && { actor }),
    }),
    effects: [],
  };
}
