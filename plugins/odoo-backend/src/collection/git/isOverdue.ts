import { SettlingMerge } from '../../registry';

/** A merge that takes longer hides nothing any more: what came to the branch is judged as it is. */
const SETTLING_MS = 10 * 60 * 1000;

export function isOverdue({ since }: SettlingMerge, now: Date): boolean {
  return now.getTime() - Date.parse(since) >= SETTLING_MS;
}
