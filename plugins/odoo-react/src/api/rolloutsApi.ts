import {
  ApproveRollout,
  ProposeRolloutInput,
  RolloutDetail,
  RolloutQuery,
  SkipRolloutInput,
  rolloutApprovalsSchema,
  rolloutDetailSchema,
  rolloutListSchema,
} from '@plumbline/plugin-odoo-common';
import { ProposeOptions } from './changesApi';
import { Requester } from './request';

/** A release on its way to a ring, and steering it. */
export function createRolloutsApi(requester: Requester) {
  return {
    listRollouts(query: Partial<RolloutQuery>, signal?: AbortSignal) {
      return requester.json(['rollouts'], rolloutListSchema, {
        query,
        signal,
      });
    },
    getRollout(id: string, signal?: AbortSignal) {
      return requester.json(['rollouts', id], rolloutDetailSchema, { signal });
    },
    /** With `dryRun` nothing is stored: the answer tells which environments it would reach. */
    proposeRollout(
      proposal: ProposeRolloutInput,
      options: ProposeOptions = {},
    ) {
      const { idempotencyKey, signal } = options;
      return requester.json(['rollouts'], rolloutDetailSchema, {
        method: 'POST',
        body: proposal,
        headers: idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {},
        signal,
      });
    },
    steerRollout(
      id: string,
      action: Exclude<keyof RolloutDetail['actions'], 'skip'>,
      reason: string,
    ) {
      return requester.json(['rollouts', id, action], rolloutDetailSchema, {
        method: 'POST',
        body: { reason },
      });
    },
    /** It goes on without this environment. */
    skipRollout(id: string, skipped: SkipRolloutInput) {
      return requester.json(['rollouts', id, 'skip'], rolloutDetailSchema, {
        method: 'POST',
        body: skipped,
      });
    },
    /** The same as approving each of the named changes, by the content that was seen of each. */
    approveRollout(id: string, approval: ApproveRollout) {
      return requester.json(
        ['rollouts', id, 'approve'],
        rolloutApprovalsSchema,
        { method: 'POST', body: approval },
      );
    },
  };
}
