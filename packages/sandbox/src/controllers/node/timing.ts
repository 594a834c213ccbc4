import { MINUTE, SECOND } from '../runtime';

/** How long the steps of a pod's life take in the sandbox, in milliseconds. */
export const TIMING = {
  scheduling: 0.2 * SECOND,
  /** First pull of an image on a node; a second one finds it there. */
  pull: 1.5 * SECOND,
  pullFound: 0.3 * SECOND,
  initContainer: 1 * SECOND,
  /** From start until the readiness probe succeeds. */
  readiness: 2.5 * SECOND,
  /** How often a readiness probe that fails is tried again. */
  probe: 5 * SECOND,
  /** A container that is meant to end does so after this. */
  completion: 5 * SECOND,
  /** Memory fills up between these after a start, when it does not suffice. */
  memoryFills: { least: 20 * SECOND, most: 40 * SECOND },
  mountRetry: 10 * SECOND,
  /** A pod that did not fit on the machine is tried again after this. */
  roomRetry: 2 * SECOND,
  /** How often a pod asks its database for its schema. */
  schemaLook: 2 * SECOND,
  /** How often real processes are looked after. */
  processLook: 0.5 * SECOND,
} as const;

/** `ErrImagePull` is shown this long, then the back-off it leads to. */
export const SHOWN_AS_ERROR = 5 * SECOND;

/** Kubelet's back-off of crashes and of pulls: 10 s, doubling, at most 5 minutes. */
const FIRST_BACK_OFF = 10 * SECOND;
const LONGEST_BACK_OFF = 5 * MINUTE;
/** A container that ran this long starts over with a short back-off. */
export const BACK_OFF_RESET = 10 * MINUTE;

/** @param failures - how often it failed in a row, from 1 */
export function backOff(failures: number): number {
  return Math.min(FIRST_BACK_OFF * 2 ** (failures - 1), LONGEST_BACK_OFF);
}
