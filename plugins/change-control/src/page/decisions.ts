import { Change, ChangeActions } from '@plumbline/plugin-odoo-common';
import { OdooApi } from '@plumbline/plugin-odoo-react';

export type DecisionName = Exclude<keyof ChangeActions, 'update' | 'override'>;

export interface Decision {
  name: DecisionName;
  label: string;
  /** A decision about somebody else's work says why. */
  wantsComment: boolean;
  /** It is about the content, so it waits until the person has seen the content as it is. */
  needsSeenContent: boolean;
  carryOut: (api: OdooApi, change: Change, comment: string) => Promise<Change>;
}

const idOf = ({ id }: Change) => {
  if (!id) throw new Error('A preview has no decisions');
  return id;
};

/** What a person can decide about a change; whether this person may is the server's answer. */
export const DECISIONS: readonly Decision[] = [
  {
    name: 'approve',
    label: 'Approve',
    wantsComment: true,
    needsSeenContent: true,
    // The hash names the content that this page shows: anything newer is refused.
    carryOut: (api, change, comment) =>
      api.approveChange(idOf(change), {
        comment,
        contentHash: change.contentHash,
      }),
  },
  {
    name: 'reject',
    label: 'Reject',
    wantsComment: true,
    needsSeenContent: false,
    carryOut: (api, change, comment) => api.rejectChange(idOf(change), comment),
  },
  {
    name: 'cancel',
    label: 'Cancel change',
    wantsComment: false,
    needsSeenContent: false,
    carryOut: (api, change) => api.cancelChange(idOf(change)),
  },
];
