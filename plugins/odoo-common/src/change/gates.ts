import { GateResult } from './change';

/** The gates that are evaluated by machine, in their order, for every kind offered today. */
export const MACHINE_GATES = ['schema', 'policy', 'quota', 'tier'] as const;
export type MachineGateId = (typeof MACHINE_GATES)[number];

export const GATE_TITLES: Record<MachineGateId | 'approvals', string> = {
  schema: 'Schema',
  policy: 'Policy',
  quota: 'Quota',
  tier: 'Recovery tier',
  approvals: 'Approvals',
};

/**
 * Gates that keep a change from going on. One that was not evaluated counts as blocked: only a
 * `pass` that is there lets a change through.
 */
export function openMachineGates(gates: readonly GateResult[]): GateResult[] {
  return MACHINE_GATES.flatMap(id => {
    const result = gates.find(gate => gate.id === id);
    if (!result) return [notEvaluated(id)];
    return result.verdict === 'pass' ? [] : [result];
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
