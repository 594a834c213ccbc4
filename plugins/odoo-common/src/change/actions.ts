import { ChangeActions } from './change';
import { decide } from './decide';
import { OVERRIDE_MAX_MS, overridableNow, owedFollowUps } from './overrides';
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
  const override = overrideOf(life, actor, facts);
  const [owed] = owedFollowUps(life);
  return {
    approve: given
      ? { allowed: false, reason: 'You have approved this revision' }
      : approved,
    reject: attempt({ type: 'reject', comment: '-' }),
    cancel: attempt({ type: 'cancel' }),
    update: attempt({ type: 'update', contentHash, approvalsNeeded: 0 }),
    ...(override && { override }),
    ...(owed && {
      followUp: attempt({ type: 'follow-up', gate: owed.gate, comment: '-' }),
    }),
  };
}

/** Of the gates that anybody could override now, whether this person may. */
function overrideOf(
  life: ChangeLife,
  actor: ChangeActor,
  facts: ChangeFacts,
): ChangeActions['override'] {
  const gates = overridableNow(life, facts.now);
  if (gates.length === 0) return undefined;
  const outcome = decide(
    life,
    {
      type: 'override',
      gate: gates[0],
      reason: '-',
      until: new Date(facts.now.getTime() + OVERRIDE_MAX_MS).toISOString(),
      contentHash: life.contentHash,
    },
    actor,
    facts,
  );
  return isRefusal(outcome)
    ? { allowed: false, reason: outcome.message, gates }
    : { allowed: true, gates };
}
