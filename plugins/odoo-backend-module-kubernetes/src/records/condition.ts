import { z } from 'zod';
import { list, text, time } from './fields';

/** A status condition: the same shape for Kubernetes, cert-manager, CloudNativePG, KEDA and External Secrets. */
export const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: text,
  message: text,
  lastTransitionTime: time,
  /** Only Deployments have it: when the controller last saw progress. */
  lastUpdateTime: time,
});
export type Condition = z.output<typeof condition>;

export const conditions = list(condition);

export function findCondition(
  all: readonly Condition[],
  type: string,
): Condition | undefined {
  return all.find(candidate => candidate.type === type);
}

export function isTrue(all: readonly Condition[], type: string): boolean {
  return findCondition(all, type)?.status === 'True';
}

/** What a condition says, in its own words. */
export function conditionWords({ reason, message }: Condition): string {
  return message || reason || 'no reason given';
}
