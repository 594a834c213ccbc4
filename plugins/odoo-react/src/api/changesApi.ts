import {
  ApproveChange,
  ChangeQuery,
  FollowUp,
  OverrideChange,
  ProposeChangeInput,
  UpdateChange,
  changeListSchema,
  changeSchema,
  choicesSchema,
} from '@plumbline/plugin-odoo-common';
import { Requester } from './request';

export interface ProposeOptions {
  /** The same key answers the same change, so a repeated click cannot propose twice. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Change control: a proposal, its preview, and the decisions on it. */
export function createChangesApi(requester: Requester) {
  const decide = (id: string, decision: string, body: unknown) =>
    requester.json(['changes', id, decision], changeSchema, {
      method: 'POST',
      body,
    });
  return {
    listChanges(query: Partial<ChangeQuery>, signal?: AbortSignal) {
      return requester.json(['changes'], changeListSchema, { query, signal });
    },
    getChange(id: string, signal?: AbortSignal) {
      return requester.json(['changes', id], changeSchema, { signal });
    },
    /** What the forms offer to this user. */
    getChoices(signal?: AbortSignal) {
      return requester.json(['choices'], choicesSchema, { signal });
    },
    /** With `dryRun` nothing is stored and the answer has no id. */
    proposeChange(proposal: ProposeChangeInput, options: ProposeOptions = {}) {
      const { idempotencyKey, signal } = options;
      return requester.json(['changes'], changeSchema, {
        method: 'POST',
        body: proposal,
        headers: idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {},
        signal,
      });
    },
    /** A new revision: every approval given so far becomes void. */
    updateChange(id: string, revision: UpdateChange) {
      return requester.json(['changes', id], changeSchema, {
        method: 'PUT',
        body: revision,
      });
    },
    approveChange(id: string, approval: ApproveChange) {
      return decide(id, 'approve', approval);
    },
    /** Lets a gate be passed for a while. */
    overrideGate(id: string, override: OverrideChange) {
      return decide(id, 'override', override);
    },
    /** Says what was done about an override afterwards. */
    followUpOverride(id: string, followUp: FollowUp) {
      return decide(id, 'follow-up', followUp);
    },
    rejectChange(id: string, comment: string) {
      return decide(id, 'reject', { comment });
    },
    cancelChange(id: string) {
      return decide(id, 'cancel', {});
    },
  };
}
