import { ChangeState } from '../change/states';
import { Refusal } from '../change/life';
import { Deployment } from '../release/deployment';
import { Rollout } from './rollout';

/** Who acts. Whether a person may is decided by the permission framework on every environment that is concerned. */
export type RolloutActor =
  | { type: 'user'; ref: string; may: boolean }
  | { type: 'portal' };

export type RolloutAction =
  | { type: 'pause'; reason: string }
  | { type: 'resume'; reason: string }
  | { type: 'skip'; environment: string; reason: string }
  | { type: 'stop'; reason: string }
  /** The portal looks how far the environments are. */
  | { type: 'tick' }
  /** The change that the rollout asked for is stored. */
  | { type: 'proposed'; environment: string; change: string }
  /** No change can be made for the environment, however often it is tried. */
  | { type: 'refused'; environment: string; note: string }
  /** None can be made now; it is tried again. */
  | { type: 'delayed'; environment: string; note: string }
  /** None may be made, for anybody, until somebody has looked: it is left out of nothing. */
  | { type: 'halted'; note: string };

/** How the change of one environment does. */
export interface ItemFacts {
  changeState: ChangeState;
  /** What keeps it back or what it waits for. */
  waitsFor?: string;
  /** Absent: its commit has not reached the repository. */
  deployment?: Pick<Deployment, 'outcome' | 'verifiedAt' | 'because'> & {
    /** Nothing that happens later changes it. */
    settled?: boolean;
  };
  /** Another release came after it: when, and whether it was the earlier one again. */
  followed?: { at: string; back: boolean };
  /** The environment is no more. */
  isGone?: boolean;
}

export interface RolloutFacts {
  now: Date;
  /** By environment, of those that have a change. */
  items: ReadonlyMap<string, ItemFacts>;
}

/**
 * `propose`: once the decision is stored; it may be done again, the same environment of the same rollout answers the
 * same change. `cancel`: nothing is decided yet; end these changes, look again, and ask again.
 */
export type RolloutEffect =
  | { type: 'propose'; environment: string }
  | { type: 'cancel'; environment: string; change: string };

export interface DecidedRollout {
  next: Rollout;
  effects: RolloutEffect[];
}

export type RolloutOutcome = DecidedRollout | Refusal;
