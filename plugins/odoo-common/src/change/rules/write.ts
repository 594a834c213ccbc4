import {
  ChangeAction,
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from '../life';
import {
  actorRef,
  canStillStop,
  conflict,
  enter,
  forbidden,
  tooLate,
} from './steps';

type Content = { contentHash: string; approvalsNeeded: number };

/** The first revision. */
export function propose(
  action: ChangeAction & { type: 'propose' },
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  if (actor.type !== 'user' || !actor.may.propose) {
    return forbidden('You may not propose changes of this environment');
  }
  const at = facts.now.toISOString();
  const life: ChangeLife = {
    state: 'proposed',
    requester: actor.ref,
    authors: [actor.ref],
    contentHash: action.contentHash,
    approvalsNeeded: action.approvalsNeeded,
    revision: 1,
    gates: [],
    approvals: [],
    timeline: [],
    createdAt: at,
    updatedAt: at,
    expiresAt: expiry(facts),
  };
  const next = enter(life, 'proposed', facts, actorRef(actor));
  return { next, effects: ['gate'] };
}

/** A further revision: whoever writes it becomes an author, and every approval is void. */
export function update(
  life: ChangeLife,
  action: ChangeAction & { type: 'update' },
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  if (actor.type !== 'user' || !actor.may.propose) {
    return forbidden('You may not propose changes of this environment');
  }
  if (!canStillStop(life)) return conflict(tooLate(life));
  const revised = {
    ...revise(life, action),
    authors: [...new Set([...life.authors, actor.ref])],
    expiresAt: expiry(facts),
  };
  return {
    next: enter(revised, 'proposed', facts, {
      ...actorRef(actor),
      note: `Revision ${revised.revision}`,
    }),
    effects: ['gate'],
  };
}

/** The portal rendered the same spec on a moved head and got something else. */
export function rebase(
  life: ChangeLife,
  action: ChangeAction & { type: 'rebase' },
  facts: ChangeFacts,
): Decided | Refusal {
  if (!canStillStop(life)) return conflict(tooLate(life));
  return {
    next: enter(revise(life, action), 'proposed', facts, { note: action.note }),
    effects: ['gate'],
  };
}

function revise(life: ChangeLife, content: Content): ChangeLife {
  return {
    ...life,
    contentHash: content.contentHash,
    approvalsNeeded: content.approvalsNeeded,
    revision: life.revision + 1,
    gates: [],
    approvals: life.approvals.map(approval => ({ ...approval, valid: false })),
  };
}

function expiry({ now, expireAfterMs }: ChangeFacts): string {
  return new Date(now.getTime() + expireAfterMs).toISOString();
}
