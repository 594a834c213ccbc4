import { ConflictError } from '@backstage/errors';
import { ChangeStore } from '../store';

/**
 * Fails with ConflictError while another change is decommissioning the environment: one that renders it whole would
 * start again what was stopped.
 */
export async function assertStaying(
  store: Pick<ChangeStore, 'decommissioning'>,
  environment: string,
): Promise<void> {
  const change = await store.decommissioning(environment);
  if (change === undefined) return;
  throw new ConflictError(
    `${environment} is being decommissioned by the change ${change}`,
  );
}
