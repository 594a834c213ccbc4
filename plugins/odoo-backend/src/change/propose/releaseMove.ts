import { ConflictError } from '@backstage/errors';
import {
  ReleaseDocument,
  Upgrade,
  judgeImageRollBack,
  migrates,
  stepBetween,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment, RegistrySnapshot } from '../../registry';
import { ProposedContent } from './PreparedChange';

/**
 * A promotion goes forward and a roll-back goes back, each from where the environment is now: that may have moved on
 * since it was asked for. Fails with ConflictError when it would go the other way.
 */
export function assertDirection(
  { kind }: Pick<ProposedContent, 'kind'>,
  { release: from }: Pick<RegisteredEnvironment, 'release'>,
  to: ReleaseDocument,
  { releases }: Pick<RegistrySnapshot, 'releases'>,
): void {
  const all = [...releases.values()];
  if (kind === 'promote' && stepBetween(from, to, all).back) {
    throw new ConflictError(
      `${from.metadata.name} is there now, which is newer than ${to.metadata.name}: only a roll-back goes back`,
    );
  }
  if (kind === 'roll-back' && from.metadata.name !== to.metadata.name) {
    const { allowed, because } = judgeImageRollBack(from, to, all);
    if (!allowed) throw new ConflictError(because);
  }
}

/**
 * Older code never runs a migration. Fails with ConflictError while one has not been seen to end: whether the schema
 * is the old or the new one nobody knows then.
 */
export function assertNoMigration(
  environment: string,
  upgrade: Upgrade | undefined,
): void {
  const step = upgrade?.step;
  if (!step || !migrates(step.class)) return;
  throw new ConflictError(
    `The migration of ${environment} from ${step.from} has not been seen to end: mend what keeps it back, promote a release that does, or restore the point that was taken before it`,
  );
}
