import {
  ChangeAction,
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from './life';
import {
  apply,
  commit,
  expire,
  fail,
  gate,
  release,
  verify,
} from './rules/drive';
import {
  cleanedUp,
  commitCleanUp,
  conclude,
  releaseCleanUp,
} from './rules/conclusion';
import { awaitHost, showPullRequest } from './rules/pullRequest';
import { followUp, override } from './rules/override';
import { approve, cancel, reject } from './rules/review';
import { conflict, forbidden } from './rules/steps';
import { propose, rebase, update } from './rules/write';

/**
 * The one function that every path goes through: HTTP API, form, scheduler and apply. It answers what
 * the change becomes and what has to follow, or why not. It reads no clock and no store.
 */
export function decide(
  life: ChangeLife | undefined,
  action: ChangeAction,
  actor: ChangeActor,
  facts: ChangeFacts,
): Decided | Refusal {
  if (action.type === 'propose') {
    return life
      ? conflict('The change exists already')
      : propose(action, actor, facts);
  }
  if (!life) return conflict('There is no such change');
  switch (action.type) {
    case 'update':
      return update(life, action, actor, facts);
    case 'approve':
      return approve(life, action, actor, facts);
    case 'reject':
      return reject(life, action, actor, facts);
    case 'override':
      return override(life, action, actor, facts);
    case 'follow-up':
      return followUp(life, action, actor, facts);
    case 'cancel':
      return cancel(life, actor, facts);
    default:
      // What is left only the portal does, never on anybody's request.
      return actor.type === 'portal'
        ? drive(life, action, facts)
        : forbidden('Only the portal does this');
  }
}

type PortalAction = Exclude<
  ChangeAction,
  {
    type:
      | 'propose'
      | 'update'
      | 'approve'
      | 'reject'
      | 'override'
      | 'follow-up'
      | 'cancel';
  }
>;

function drive(
  life: ChangeLife,
  action: PortalAction,
  facts: ChangeFacts,
): Decided | Refusal {
  switch (action.type) {
    case 'gate':
      return gate(life, action, facts);
    case 'rebase':
      return rebase(life, action, facts);
    case 'commit':
      return commit(life, action, facts);
    case 'release':
      return release(life, action, facts);
    case 'show-pull-request':
      return showPullRequest(life, action, facts);
    case 'await-host':
      return awaitHost(life, action, facts);
    case 'apply':
      return apply(life, action, facts);
    case 'verify':
      return verify(life, action, facts);
    case 'conclude':
      return conclude(life, action, facts);
    case 'commit-clean-up':
      return commitCleanUp(life, action, facts);
    case 'release-clean-up':
      return releaseCleanUp(life, facts);
    case 'cleaned-up':
      return cleanedUp(life, action, facts);
    case 'expire':
      return expire(life, facts);
    case 'fail':
      return fail(life, action, facts);
    default: {
      const unreachable: never = action;
      return unreachable;
    }
  }
}
