import { LossScenario, Objective, RecoveryTerm } from '../assessment';
import { KnownRestoreTest, RecoveryInput } from './input';
import { Restorable } from './restorable';

/** Everything that terms, caps and words are made of. */
export interface Judged {
  input: RecoveryInput;
  restorable: Restorable;
  /** Of the chain that exists now, newest first, without mere claims. */
  tests: readonly KnownRestoreTest[];
  rpo: Record<LossScenario, Objective>;
  rto: Objective;
}

/** A term before its weight. `unknown` earns nothing and is said so. */
export interface TermValue {
  value: number;
  unknown?: boolean;
  summary: string;
  /** What would regain what is missing. */
  action: string;
}

/** Of `assessments.md`. */
export const TERM_WEIGHTS: Record<RecoveryTerm, number> = {
  restoreProof: 40,
  rpo: 20,
  offsiteAndImmutable: 15,
  failoverPath: 10,
  runbookDrill: 10,
  alerting: 5,
};

export const RUN_A_TEST = 'Run a restore test';
