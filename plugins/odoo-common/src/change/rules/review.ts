import { Approval } from '../change';
import {
  ChangeAction,
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from '../life';
import { stopBetweenCommits } from './conclusion';
import {
  actorRef,
  canStillStop,
  conflict,
  enter,
  forbidden,
  settle,
  tooLate,
} from './steps';

const notAwaited = (life: ChangeLife) =>
  life.state === 'blocked'
    ? 'A gate is open: nothing can be approved yet'
    : `The change is ${life.state}: no approval is awaited`;

/**
 * One person's approval of the content as it is. Giving the same approval again changes nothing, so
 * that a repeated request is safe.
 */
export function approve(
  life: ChangeLife,
  action: ChangeAction & { type: 'approve' },
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  if (actor.type !== 'user') return forbidden('Only people approve');
  if (life.authors.includes(actor.ref)) {
    return forbidden(
      'You wrote a revision of this change: somebody else has to approve it',
    );
  }
  if (!actor.may.approve) {
    return forbidden('You may not approve changes of this environment');
  }
  if (action.contentHash !== life.contentHash) {
    return conflict(
      'The change is not what you saw: it has been revised. Read it again',
    );
  }
  const repeated = life.approvals.some(
    ({ approver, contentHash, valid }) =>
      valid && approver === actor.ref && contentHash === life.contentHash,
  );
  if (repeated) return { next: life, effects: [] };
  if (life.state !== 'awaiting-approval') return conflict(notAwaited(life));

  const approval: Approval = {
    approver: actor.ref,
    comment: action.comment,
    contentHash: action.contentHash,
    at: facts.now.toISOString(),
    valid: true,
  };
  return settle({ ...life, approvals: [...life.approvals, approval] }, facts, {
    ...actorRef(actor),
    note: `Approved by ${actor.ref}: ${action.comment}`,
  });
}

export function reject(
  life: ChangeLife,
  action: ChangeAction & { type: 'reject' },
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  if (actor.type !== 'user' || !actor.may.approve) {
    return forbidden('Only people who may approve changes reject them');
  }
  if (!canStillStop(life)) return conflict(tooLate(life));
  const note = action.comment;
  return {
    next: enter(life, 'rejected', facts, { ...actorRef(actor), note }),
    effects: [],
  };
}

/** By the requester, or by somebody with the permission to. */
export function cancel(
  life: ChangeLife,
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  const allowed =
    actor.type === 'user' && (actor.ref === life.requester || actor.may.cancel);
  if (!allowed) {
    return forbidden('Only the requester or a change manager cancels');
  }
  const stopped = stopBetweenCommits(life, actor, facts);
  if (stopped) return stopped;
  if (!canStillStop(life)) return conflict(tooLate(life));
  return {
    next: enter(life, 'cancelled', facts, actorRef(actor)),
    effects: [],
  };
}
