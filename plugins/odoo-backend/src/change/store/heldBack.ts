import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { RolloutItemRow, RolloutRow } from '../../rollouts/tables';
import { ChangeRecord } from '../ChangeRecord';

type PartOfRollout = Pick<ChangeRecord, 'parent' | 'environment' | 'commit'>;

const HALTED: readonly string[] = ['paused', 'stopped'];

/**
 * Whether its rollout stands still, or goes on without its environment: what has not reached the repository by then
 * waits, until the rollout goes on or has ended it.
 *
 * In a transaction the rollout stays as it is until that ends: whoever pauses it waits, and is told what was on its way.
 */
export async function isHeldBack(
  knex: Knex,
  { parent, environment, commit }: PartOfRollout,
): Promise<boolean> {
  if (parent === undefined || commit !== undefined) return false;
  const rollout = knex<RolloutRow>('rollouts').where({ id: parent });
  // Locked whatever its state: one that does not match would be read as it was before somebody's open transaction.
  const row = await (knex.isTransaction ? rollout.forShare() : rollout).first(
    'state',
  );
  if (row && HALTED.includes(row.state)) return true;
  const skipped = await knex<RolloutItemRow>('rollout_items')
    .where({ rollout_id: parent, environment, step: 'skipped' })
    .first('rollout_id');
  return skipped !== undefined;
}

/**
 * The last look before a commit may leave the portal, in the transaction that writes it down. Fails with ConflictError.
 */
export async function assertGoesOn(
  transaction: Knex.Transaction,
  before: ChangeRecord,
  after: ChangeRecord,
): Promise<void> {
  const isFixed = before.commit === undefined && after.commit !== undefined;
  if (!isFixed || !(await isHeldBack(transaction, before))) return;
  throw new ConflictError(
    `The rollout of ${after.environment} was halted, or goes on without it: its change waits`,
  );
}
