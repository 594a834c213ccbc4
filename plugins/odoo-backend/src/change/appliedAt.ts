import { ChangeRecord } from './ChangeRecord';

/** When the commit of the change reached the repository. */
export function appliedAt({ timeline, updatedAt }: ChangeRecord): string {
  return timeline.findLast(({ state }) => state === 'applied')?.at ?? updatedAt;
}
