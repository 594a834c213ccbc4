import { parseDuration, SECOND } from '../../runtime';
import type { Application } from '../shapes';

const DEFAULT_LIMIT = 5;

/** How often a failed automated sync is tried again. */
export function retryLimit({ spec }: Application): number {
  return spec.syncPolicy?.retry?.limit ?? DEFAULT_LIMIT;
}

/** Milliseconds before the n-th repetition, from 1. */
export function retryDelay({ spec }: Application, repetition: number): number {
  const {
    duration,
    factor = 2,
    maxDuration,
  } = spec.syncPolicy?.retry?.backoff ?? {};
  const delay =
    parseDuration(duration, 5 * SECOND) * factor ** (repetition - 1);
  return Math.min(delay, parseDuration(maxDuration, 180 * SECOND));
}

/** Self-heal waits 5 s, three times as long after each heal of the same content, at most 5 min. */
export function selfHealDelay(heals: number): number {
  return Math.min(5 * SECOND * 3 ** heals, 300 * SECOND);
}
