import { GateResult, MachineGateId } from '@plumbline/plugin-odoo-common';
import { PreparedChange } from '../change/propose';
import { ChangedObject } from './changedObjects';

/** What a gate judges: a change at one commit, with the Kubernetes objects that it makes, replaces and takes away. */
export interface GateInput {
  change: PreparedChange;
  objects: readonly ChangedObject[];
  /** When the last approval that it needs was given; absent: some are still awaited. */
  decidedAt?: string;
  /** Id of the rollout or series upgrade that the change is a part of. */
  parent?: string;
}

/** One machine gate. It may throw: what could not be evaluated blocks, with the reason. */
export interface Gate {
  readonly id: MachineGateId;
  evaluate(
    input: GateInput,
  ): Promise<Pick<GateResult, 'verdict' | 'summary' | 'evidence' | 'at'>>;
}
