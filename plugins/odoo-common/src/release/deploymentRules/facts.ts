import { ReconciliationReport } from '../../change/life';
import { Cause } from '../../health/incidents/cause';
import { Verdict } from '../../health/verdict';
import { ContinuitySignal, Deployment } from '../deployment';

/** What is known of a deployment and of its environment, all of it as of `now`. */
export interface DeploymentFacts {
  now: Date;
  /** False: it was there before anybody watched, so nothing that is bad now is put down to it. */
  watched: boolean;
  /** For how long after its verification it is watched, milliseconds: `CONTINUITY_MS`, or the soak of its ring where that is longer. */
  watchMs: number;
  /** How far it has come. `at`: when it got there, or when its change failed. */
  arrival:
    | (Extract<ReconciliationReport, { done: true }> & { at: string })
    | Extract<ReconciliationReport, { done: false }>
    | { failed: true; note: string; at: string };
  /** As it counts now, with its cause; absent: the environment is no more. */
  verdict?: Verdict & {
    cause?: Cause;
    /** Since when somebody vouches for it without a gap; `since` also spans the time in which no portal ran. */
    heldFrom?: string;
    /** Until when somebody vouched for what was before that. */
    heldBefore?: string;
  };
  /** When the next release came. */
  followedAt?: string;
  /** The change that brought it, when that was a roll-back: somebody found this one wanting. */
  rolledBackBy?: string;
  /** Of the probes that tell of approvals, postings, jobs and queues. */
  signals: readonly ContinuitySignal[];
}

export interface JudgedDeployment {
  deployment: Deployment;
  /** Nothing that happens later changes it. */
  settled: boolean;
}
