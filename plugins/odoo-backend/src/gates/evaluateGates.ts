import { toError } from '@backstage/errors';
import {
  GATE_TITLES,
  GateResult,
  machineGatesOf,
} from '@plumbline/plugin-odoo-common';
import { PreparedChange } from '../change/propose';
import { changedObjects } from './changedObjects';
import { Gate, GateInput } from './Gate';

/**
 * The verdicts of the machine gates that the kind of change has, in their order. One that throws is `blocked` with the reason, and the
 * others are evaluated all the same: people see everything that stands in the way at once.
 */
export async function evaluateGates(
  gates: readonly Gate[],
  change: PreparedChange,
  of: Pick<GateInput, 'decidedAt' | 'parent'> = {},
): Promise<GateResult[]> {
  let input: GateInput | undefined;
  const results: GateResult[] = [];
  const wanted = machineGatesOf(change.kind);
  for (const gate of gates.filter(({ id }) => wanted.includes(id))) {
    const { id } = gate;
    const title = GATE_TITLES[id];
    try {
      input ??= { change, objects: changedObjects(change), ...of };
      results.push({ id, title, ...(await gate.evaluate(input)) });
    } catch (error) {
      const summary = `Could not be evaluated: ${toError(error).message}`;
      results.push({ id, title, verdict: 'blocked', summary, evidence: [] });
    }
  }
  return results;
}
