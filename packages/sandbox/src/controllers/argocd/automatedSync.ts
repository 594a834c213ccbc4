import { syncStatusOf } from './applicationStatus';
import type { ComparedResource, TargetState } from './compare';
import type { Memory } from './memory';
import { selfHealDelay } from './sync';

/**
 * Milliseconds until a sync starts by itself; undefined when none will. A commit that does
 * not touch the application's files does not make a failed sync worth another try.
 */
export function untilSync(
  { application, attempted, heals }: Memory,
  target: TargetState,
  compared: readonly ComparedResource[],
  now: number,
): number | undefined {
  const { spec, status = {} } = application;
  const { automated } = spec.syncPolicy ?? {};
  if (!automated || automated.enabled === false) return undefined;
  if (syncStatusOf(target, compared) !== 'OutOfSync') return undefined;
  const syncable = compared.filter(
    ({ status: sync, requiresPruning, options }) =>
      sync === 'OutOfSync' &&
      (!requiresPruning ||
        (automated.prune && !options.includes('Prune=false'))),
  );
  if (syncable.length === 0) return undefined;
  if (attempted !== target.digest) return 0;
  const last = status.operationState;
  if (last?.phase !== 'Succeeded' || !automated.selfHeal) return undefined;
  const since = Date.parse(last.finishedAt ?? last.startedAt);
  return Math.max(0, since + selfHealDelay(heals) - now);
}
