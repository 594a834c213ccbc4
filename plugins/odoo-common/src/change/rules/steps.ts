import { ChangeState } from '../states';
import { approvalsGate, countingApprovals } from '../approvals';
import { needsApprovals, openMachineGates } from '../gates';
import { withOverrides } from '../overrides';
import {
  ChangeActor,
  ChangeFacts,
  ChangeLife,
  Decided,
  Refusal,
} from '../life';

export const conflict = (message: string): Refusal => ({
  refused: 'conflict',
  message,
});
export const forbidden = (message: string): Refusal => ({
  refused: 'forbidden',
  message,
});

/** States in which nothing has been decided for good and content can still change. */
const UNDECIDED: readonly ChangeState[] = [
  'proposed',
  'gated',
  'awaiting-approval',
  'blocked',
];
export const isUndecided = (state: ChangeState) => UNDECIDED.includes(state);

/** Undecided, or approved with no commit on its way: from then on only the remote tells. */
export const canStillStop = (life: ChangeLife) =>
  isUndecided(life.state) ||
  (life.state === 'approved' && life.commit === undefined);

/** Why `canStillStop` says no. */
export const tooLate = (life: ChangeLife) =>
  life.state === 'approved'
    ? 'The change is being applied'
    : `The change is ${life.state}`;

/** Moves to a state and writes it into the timeline. */
export function enter(
  life: ChangeLife,
  state: ChangeState,
  facts: ChangeFacts,
  entry: { actor?: string; note?: string } = {},
): ChangeLife {
  const at = facts.now.toISOString();
  return {
    ...life,
    state,
    // What was awaited in one state is not awaited in the next.
    awaiting: state === life.state ? life.awaiting : undefined,
    updatedAt: at,
    timeline: [...life.timeline, { state, at, ...entry }],
  };
}

/** Where a gated change stands: blocked, waiting for people, or approved. */
export function settle(
  life: ChangeLife,
  facts: ChangeFacts,
  entry: { actor?: string; note?: string } = {},
): Decided {
  const gates = [
    ...withOverrides(life, facts.now).filter(({ id }) => id !== 'approvals'),
    ...(needsApprovals(life.kind) ? [approvalsGate(life)] : []),
  ];
  const open = openMachineGates(gates, life.kind);
  const state = standing(life, open.length);
  const note =
    state === 'blocked'
      ? open.map(({ title, summary }) => `${title}: ${summary}`).join('; ')
      : entry.note;
  const settled = { ...life, gates };
  // Looked at again with the same outcome: nothing happened that a timeline should tell.
  const unchanged = state === life.state && !entry.note && !entry.actor;
  const next = unchanged
    ? settled
    : enter(settled, state, facts, { ...entry, ...(note && { note }) });
  return { next, effects: state === 'approved' ? ['apply'] : [] };
}

function standing(life: ChangeLife, open: number): ChangeState {
  if (open > 0) return 'blocked';
  return countingApprovals(life).length < life.approvalsNeeded
    ? 'awaiting-approval'
    : 'approved';
}

/** The timeline names people only; the portal's own steps have no actor. */
export const actorRef = (actor: ChangeActor) =>
  actor.type === 'user' ? { actor: actor.ref } : {};
