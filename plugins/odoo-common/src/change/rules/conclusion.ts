import { ChangeState } from '../states';
import { ChangeKind, Conclusion } from '../change';
import {
  ChangeAction,
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from '../life';
import { againstMerging, asMerged } from './pullRequest';
import { actorRef, conflict, enter, tooLate } from './steps';

/** Once the second commit has done its work. */
const FINAL_STATE: Record<Conclusion['outcome'], ChangeState> = {
  passed: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** What the second commit of such a change does; others have none and end by what the cluster shows. */
const SECOND_COMMITS: Partial<Record<ChangeKind, string>> = {
  'restore-test': 'everything that the restore test made to be taken away',
  decommission: 'the environment to leave the repository',
};

const BROUGHT_BACK = 'the environment to be brought back as it was';

export const hasSecondCommit = (kind: ChangeKind) => kind in SECOND_COMMITS;

/** A decommission that was cancelled, once all that it took away is in Git again: its end is what the cluster shows. */
export const isBroughtBack = ({
  state,
  conclusion,
}: Pick<ChangeLife, 'state' | 'conclusion'>): boolean =>
  state === 'reconciling' && conclusion?.arrivedAt !== undefined;

/** The first of two commits has arrived, and the second one is still to come. */
const isBetweenCommits = ({ kind, state }: ChangeLife) =>
  hasSecondCommit(kind) && state === 'reconciling';

/** What the first commit was for has come to an end: the second one follows. */
export function conclude(
  life: ChangeLife,
  { outcome, note }: ChangeAction & { type: 'conclude' },
  facts: ChangeFacts,
): Decided | Refusal {
  const runs = life.state === 'reconciling' && !life.conclusion;
  if (!hasSecondCommit(life.kind) || !runs) return conflict(tooLate(life));
  return end(life, { outcome, note }, facts);
}

/**
 * Somebody stops it between its two commits: a test ends, and what a decommission has begun to stop is brought back.
 * Undefined: it is not there. What has come to its end already is not turned round.
 */
export function stopBetweenCommits(
  life: ChangeLife,
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal | undefined {
  if (!isBetweenCommits(life)) return undefined;
  if (isBroughtBack(life)) {
    return conflict('It is brought back already, and the cluster is awaited');
  }
  if (life.conclusion) {
    return conflict(
      `It has come to its end (${life.conclusion.note}), and its second commit follows`,
    );
  }
  const by = actorRef(actor);
  const note = by.actor ? `Cancelled by ${by.actor}` : 'Cancelled';
  return end(life, { outcome: 'cancelled', note, ...by }, facts);
}

const isTakenBack = (kind: ChangeKind, outcome: Conclusion['outcome']) =>
  kind === 'decommission' && outcome === 'cancelled';

/** The second commit must arrive before anything else is said of the change. */
function end(
  life: ChangeLife,
  conclusion: Omit<Conclusion, 'at'>,
  facts: ChangeFacts,
): Decided {
  const at = facts.now.toISOString();
  const { note, actor, outcome } = conclusion;
  const what = isTakenBack(life.kind, outcome)
    ? BROUGHT_BACK
    : SECOND_COMMITS[life.kind] ?? '';
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
    return conflict('No second commit of this change is awaited');
  }
  const against = againstMerging(life, commit);
  if (against) return conflict(against);
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
  if (
    life.state !== 'reconciling' ||
    !conclusion?.commit ||
    isBroughtBack(life)
  ) {
    return conflict('No second commit of this change is on its way');
  }
  const { commit, parent, ...free } = conclusion;
  return {
    next: { ...life, conclusion: free, updatedAt: facts.now.toISOString() },
    effects: ['verify', 'forget-commit'],
  };
}

export function cleanedUp(
  life: ChangeLife,
  { commit, merged }: ChangeAction & { type: 'cleaned-up' },
  facts: ChangeFacts,
): Decided | Refusal {
  const { conclusion } = life;
  if (
    life.state !== 'reconciling' ||
    !conclusion ||
    conclusion.commit !== commit ||
    isBroughtBack(life)
  ) {
    return conflict('This is not the second commit of this change');
  }
  const ended = {
    ...life,
    ...asMerged(life, merged),
    conclusion: merged ? { ...conclusion, commit: merged[0] } : conclusion,
  };
  const isBack =
    commit !== undefined && isTakenBack(life.kind, conclusion.outcome);
  return {
    next: isBack ? awaitCluster(ended, facts) : over(ended, facts),
    effects: merged ? ['record-commit'] : [],
  };
}

/** What was brought back counts as back once it is seen to run, as with any change. */
function awaitCluster(life: ChangeLife, facts: ChangeFacts): ChangeLife {
  const at = facts.now.toISOString();
  const { conclusion } = life;
  const what = 'the environment to be seen running again';
  return enter(
    {
      ...life,
      conclusion: conclusion && { ...conclusion, arrivedAt: at },
      awaiting: { what, since: at, stuck: false },
    },
    'reconciling',
    facts,
    { note: `Brought back by ${conclusion?.commit?.slice(0, 7)}` },
  );
}

/** @param seen - what the cluster shows, where that is what ends it */
export function over(
  life: ChangeLife,
  facts: ChangeFacts,
  seen?: string,
): ChangeLife {
  const { conclusion } = life;
  if (!conclusion) return life;
  const { outcome, note, actor } = conclusion;
  const ended = { ...life, awaiting: undefined };
  return enter(ended, FINAL_STATE[outcome], facts, {
    note: seen === undefined ? note : `${note}; ${seen}`,
    ...(actor && { actor }),
  });
}
