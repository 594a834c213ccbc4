import { quorumOf } from '../approvals';
import {
  ChangeAction,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from '../life';
import { hasSecondCommit, isBroughtBack, over } from './conclusion';
import { againstMerging, asMerged } from './pullRequest';
import {
  canStillStop,
  conflict,
  enter,
  isUndecided,
  settle,
  tooLate,
} from './steps';

/** The machine's verdicts on the content as it is. */
export function gate(
  life: ChangeLife,
  action: ChangeAction & { type: 'gate' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (!canStillStop(life)) return conflict(tooLate(life));
  if (action.contentHash !== life.contentHash) {
    return conflict('The gates were evaluated for other content');
  }
  const { gates, approvalsNeeded = life.approvalsNeeded } = action;
  const judged = withoutLost(
    {
      ...life,
      gates: [...gates],
      approvalsNeeded: quorumOf(life, approvalsNeeded),
    },
    facts,
  );
  const fresh = life.state === 'proposed' || life.state === 'blocked';
  return settle(fresh ? enterGated(judged, facts) : judged, facts);
}

/** A change that stays blocked for the same reasons gets no timeline entry for being looked at again. */
function enterGated(life: ChangeLife, facts: ChangeFacts): ChangeLife {
  return life.state === 'proposed' ? enter(life, 'gated', facts) : life;
}

/** Fixes the commit that will be pushed: the last check before anything leaves the portal. */
export function commit(
  life: ChangeLife,
  action: ChangeAction & { type: 'commit' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (life.state !== 'approved' || life.commit !== undefined) {
    return conflict(tooLate(life));
  }
  const judged = gate(life, { ...action, type: 'gate' }, facts);
  if ('refused' in judged) return judged;
  if (judged.next.state !== 'approved') {
    return conflict(`The change is ${judged.next.state}`);
  }
  const { commit: id, parent } = action;
  const against = againstMerging(life, id);
  if (against) return conflict(against);
  return {
    next: {
      ...judged.next,
      commit: id,
      commitParent: parent,
      updatedAt: facts.now.toISOString(),
    },
    // Known before anybody else can see it, so that it never looks like a commit of nobody.
    effects: ['record-commit'],
  };
}

export function release(
  life: ChangeLife,
  action: ChangeAction & { type: 'release' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (life.state !== 'approved' || life.commit === undefined) {
    return conflict('No commit of this change is on its way');
  }
  const free = { ...life, commit: undefined, commitParent: undefined };
  const { note } = action;
  // A remote that refuses again and again is told once.
  const known = life.timeline.at(-1)?.note === note;
  return {
    next: known ? free : enter(free, 'approved', facts, { note }),
    effects: ['apply', 'forget-commit'],
  };
}

export function apply(
  life: ChangeLife,
  action: ChangeAction & { type: 'apply' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (life.state !== 'approved' || life.commit !== action.commit) {
    return conflict('This is not the commit of this change');
  }
  const { commit: id, merged } = action;
  const arrived = {
    ...life,
    ...asMerged(life, merged),
    commit: merged?.[0] ?? id,
  };
  const note = `Commit ${arrived.commit.slice(0, 7)}`;
  const applied = enter(arrived, 'applied', facts, { note });
  return {
    next: enter(applied, 'reconciling', facts),
    effects: merged ? ['verify', 'record-commit'] : ['verify'],
  };
}

export function verify(
  life: ChangeLife,
  { report }: ChangeAction & { type: 'verify' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (life.state !== 'reconciling') return conflict(tooLate(life));
  const back = isBroughtBack(life);
  if (life.conclusion?.commit && !back) {
    return conflict('Its second commit is on its way');
  }
  if (report.done && back) {
    return { next: over(life, facts, report.note), effects: [] };
  }
  if (report.done && hasSecondCommit(life.kind)) {
    return conflict(`A ${life.kind} is done by its second commit alone`);
  }
  if (report.done) {
    const arrived = { ...life, awaiting: undefined };
    return {
      next: enter(arrived, 'done', facts, { note: report.note }),
      effects: [],
    };
  }
  const { what, stuck } = report;
  const same = life.awaiting?.what === what;
  const since = same ? life.awaiting!.since : facts.now.toISOString();
  const waiting = { ...life, awaiting: { what, since, stuck } };
  const newlyStuck = stuck && !life.awaiting?.stuck;
  return {
    next: newlyStuck
      ? enter(waiting, 'reconciling', facts, { note: `Stuck: ${what}` })
      : waiting,
    effects: [],
  };
}

export function expire(
  life: ChangeLife,
  facts: ChangeFacts,
): Decided | Refusal {
  if (!isUndecided(life.state)) return conflict(tooLate(life));
  if (facts.now.toISOString() < life.expiresAt) {
    return conflict(`The change expires at ${life.expiresAt}`);
  }
  return {
    next: enter(life, 'expired', facts, { note: 'Nobody decided in time' }),
    effects: [],
  };
}

export function fail(
  life: ChangeLife,
  action: ChangeAction & { type: 'fail' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (!canStillStop(life)) return conflict(tooLate(life));
  return {
    next: enter(life, 'failed', facts, { note: action.note }),
    effects: [],
  };
}

/** Approvals and overrides of people who lost the permission are kept and no longer count. */
function withoutLost(life: ChangeLife, facts: ChangeFacts): ChangeLife {
  const lost = facts.lostApprovers ?? [];
  return {
    ...life,
    overrides: life.overrides.map(override =>
      facts.lostOverriders?.includes(override.by)
        ? { ...override, valid: false }
        : override,
    ),
    approvals: life.approvals.map(approval =>
      lost.includes(approval.approver)
        ? { ...approval, valid: false }
        : approval,
    ),
  };
}
