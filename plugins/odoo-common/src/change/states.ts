/** The path of a change, then the ways it can end or stand still. */
export const CHANGE_STATES = [
  'proposed',
  'gated',
  'awaiting-approval',
  'approved',
  'applied',
  'reconciling',
  'done',
  'blocked',
  'rejected',
  'cancelled',
  'expired',
  'failed',
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

const FINAL: ReadonlySet<ChangeState> = new Set<ChangeState>([
  'done',
  'rejected',
  'cancelled',
  'expired',
  'failed',
]);

/** Nothing follows these states. */
export function isFinal(state: ChangeState): boolean {
  return FINAL.has(state);
}
