import type { Requeue } from '../runtime';
import { nextStepAt } from './containerLife';
import { readyAt } from './containerStatus';
import type { PodLife } from './podView';
import { SHOWN_AS_ERROR } from './timing';

/**
 * When a pod goes on by itself: with a step of a container, or at one of the other moments.
 *
 * @param others - milliseconds of the epoch
 */
export function nextLook(
  { init, containers }: PodLife,
  now: number,
  others: readonly (number | undefined)[],
): Requeue | undefined {
  const moments = [...init, ...containers].flatMap(life => [
    nextStepAt(life),
    readyAt(life),
    life.phase.kind === 'unpullable'
      ? life.phase.failedAt + SHOWN_AS_ERROR
      : undefined,
  ]);
  const next = [...moments, ...others]
    .filter(moment => moment !== undefined)
    .filter(moment => moment > now);
  return next.length > 0 ? { after: Math.min(...next) - now } : undefined;
}
