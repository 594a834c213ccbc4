import { quorumOf } from '../approvals';
import { ChangeKind } from '../change';
import {
  ChangeAction,
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  Decided,
  PORTAL_REQUESTER,
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

const PROPOSED_BY_PORTAL: readonly ChangeKind[] = [
  'restore-test',
  'decommission',
];

/** What the requester said of the environment; all else follows from what it is, and has nothing to revise. */
const REVISABLE: readonly ChangeKind[] = ['create', 'update'];

/** The first revision. */
export function propose(
  action: ChangeAction & { type: 'propose' },
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  if (actor.type === 'portal' && !PROPOSED_BY_PORTAL.includes(action.kind)) {
    return forbidden(
      'The portal proposes nothing but restore tests and the end of what has expired',
    );
  }
  if (actor.type === 'user' && !actor.may.propose) {
    return forbidden('You may not propose changes of this environment');
  }
  const requester = actor.type === 'user' ? actor.ref : PORTAL_REQUESTER;
  const at = facts.now.toISOString();
  const life: ChangeLife = {
    kind: action.kind,
    state: 'proposed',
    requester,
    authors: [requester],
    contentHash: action.contentHash,
    approvalsNeeded: quorumOf(
      { kind: action.kind, requester },
      action.approvalsNeeded,
    ),
    revision: 1,
    gates: [],
    approvals: [],
    overrides: [],
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
  if (!REVISABLE.includes(life.kind)) {
    return conflict(
      `A ${life.kind} has nothing that could be revised: cancel it and ask anew`,
    );
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
    approvalsNeeded: quorumOf(life, content.approvalsNeeded),
    revision: life.revision + 1,
    gates: [],
    approvals: life.approvals.map(approval => ({ ...approval, valid: false })),
    overrides: life.overrides.map(override => ({ ...override, valid: false })),
  };
}

function expiry({ now, expireAfterMs }: ChangeFacts): string {
  return new Date(now.getTime() + expireAfterMs).toISOString();
}
