import type { Attempt } from './kustomizationStatus';

/** What the controller remembers of a Kustomization between two looks. */
export interface Memory {
  uid: string;
  /** What the last attempt was about: with the same again nothing is due before `nextAt`. */
  cause: string;
  digest: string;
  /** Milliseconds of the epoch. */
  nextAt: number;
  /** Applied, and waited for. */
  waiting?: Attempt;
}
