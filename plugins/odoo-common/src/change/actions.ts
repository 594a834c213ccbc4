import { ChangeActions } from './change';
import { decide } from './decide';
import {
  ChangeAction,
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  isRefusal,
} from './life';

/** What this person may do now, asked of the rules themselves so that page and server never differ. */
export function changeActions(
  life: ChangeLife,
  actor: ChangeActor,
  facts: ChangeFacts,
): ChangeActions {
  const attempt = (action: ChangeAction) => {
    const outcome = decide(life, action, actor, facts);
    return isRefusal(outcome)
      ? { allowed: false, reason: outcome.message }
      : { allowed: true };
  };
  const { contentHash } = life;
  const approved = attempt({ type: 'approve', contentHash, comment: '-' });
  const given = life.approvals.some(
    ({ approver, valid }) =>
      valid && actor.type === 'user' && approver === actor.ref,
  );
  return {
    approve: given
      ? { allowed: false, reason: 'You have approved this revision' }
      : approved,
    reject: attempt({ type: 'reject', comment: '-' }),
    cancel: attempt({ type: 'cancel' }),
    update: attempt({ type: 'update', contentHash, approvalsNeeded: 0 }),
  };
}
