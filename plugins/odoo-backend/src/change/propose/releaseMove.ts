import { ConflictError } from '@backstage/errors';
import {
  ReleaseDocument,
  Upgrade,
  formatEnvironmentRef,
  judgeImageOnly,
  judgeSchemaLeft,
  migrates,
  stepBetween,
} from '@plumbline/plugin-odoo-common';
import { RegisteredEnvironment } from '../../registry';
import { ProposedContent, WorldOfChange } from './PreparedChange';

/**
 * A promotion goes forward and a roll-back goes back to what ran here, each from where the environment is now and on
 * the schema that its database has: both may have moved on since it was asked for. Fails with ConflictError.
 */
export async function assertDirection(
  { kind }: Pick<ProposedContent, 'kind'>,
  before: RegisteredEnvironment,
  to: ReleaseDocument,
  { snapshot, store }: Pick<WorldOfChange, 'snapshot' | 'store'>,
): Promise<void> {
  const { release: current, document } = before;
  const releases = [...snapshot.releases.values()];
  if (kind === 'promote') {
    if (stepBetween(current, to, releases).back) {
      throw new ConflictError(
        `${current.metadata.name} is there now, which is newer than ${to.metadata.name}: only a roll-back goes back`,
      );
    }
    assertAllowed(judgeSchemaLeft(document.upgrade, current, to, releases));
  }
  if (kind === 'roll-back' && current.metadata.name !== to.metadata.name) {
    const deployments = await store.deploymentsIn(formatEnvironmentRef(before));
    const { upgrade } = document;
    const facts = { current, releases, upgrade, deployments };
    assertAllowed(judgeImageOnly(facts, to));
  }
}

function assertAllowed({
  allowed,
  because,
}: ReturnType<typeof judgeImageOnly>): void {
  if (!allowed) throw new ConflictError(because);
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
