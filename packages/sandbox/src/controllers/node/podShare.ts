import type { Pod } from '../runtime';

/** A number from 0 to 1 that is always the same for one pod. */
export function shareOf({ metadata }: Pod): number {
  return parseInt(metadata.uid.slice(0, 8), 16) / 0xffffffff;
}
