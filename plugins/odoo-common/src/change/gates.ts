import { ChangeKind, GateResult, OverridableGate } from './change';

/**
 * The gates that are evaluated by machine, in their order. The approvals come before `restore-point`, whose point is
 * taken after them.
 */
export const MACHINE_GATES = [
  'schema',
  'policy',
  'provenance',
  'database',
  'quota',
  'tier',
  'ring',
  'calendar',
  'restore-point',
] as const;
export type MachineGateId = (typeof MACHINE_GATES)[number];

/** The kinds that have to pass a gate; absent: all. */
const KINDS_OF: Partial<Record<MachineGateId, readonly ChangeKind[]>> = {
  provenance: ['create', 'promote'],
  database: ['create', 'promote', 'roll-back'],
  quota: ['create', 'update', 'promote', 'roll-back', 'restore-test'],
  tier: ['create', 'update'],
  ring: ['promote'],
  // What brings back what ran, or takes away, must not wait for the business.
  calendar: ['create', 'update', 'promote'],
  'restore-point': ['update', 'promote', 'roll-back', 'decommission'],
};

/** The gates of a kind, in their order. */
export function machineGatesOf(kind: ChangeKind): readonly MachineGateId[] {
  return MACHINE_GATES.filter(id => KINDS_OF[id]?.includes(kind) ?? true);
}

/** A restore test touches nobody: nobody needs to approve it. */
export function needsApprovals(kind: ChangeKind): boolean {
  return kind !== 'restore-test';
}

export const GATE_TITLES: Record<
  MachineGateId | OverridableGate | 'approvals',
  string
> = {
  schema: 'Schema',
  policy: 'Policy',
  provenance: 'Provenance',
  database: 'Database',
  quota: 'Quota',
  tier: 'Recovery tier',
  ring: 'Ring',
  calendar: 'Calendar',
  'restore-point': 'Restore point',
  approvals: 'Approvals',
};

/**
 * Gates that keep a change from going on. One that was not evaluated counts as blocked: only a
 * `pass` that is there, or what `withOverrides` made of another verdict, lets a change through.
 */
export function openMachineGates(
  gates: readonly GateResult[],
  kind: ChangeKind,
): GateResult[] {
  return machineGatesOf(kind).flatMap(id => {
    const result = gates.find(gate => gate.id === id);
    if (!result) return [notEvaluated(id)];
    return ['pass', 'overridden'].includes(result.verdict) ? [] : [result];
  });
}

function notEvaluated(id: MachineGateId): GateResult {
  return {
    id,
    title: GATE_TITLES[id],
    verdict: 'blocked',
    summary: 'Not evaluated',
    evidence: [],
  };
}
