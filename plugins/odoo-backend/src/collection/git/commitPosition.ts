import { Knex } from 'knex';
import { Unledgered, UnledgeredCommit, UnledgeredTrail } from './unledgered';

/** Up to where the history was compared with the ledger, and what was found until there. */
export interface CommitPosition extends Unledgered {
  baseline: string;
  commit: string;
  /** Of the environments' names: a commit belongs to those that exist, so another list is another finding. */
  names: string;
}

/** Row as `migrations/20261125_observe.js` defines it. */
interface PositionRow {
  id: number;
  document: string;
}

interface StoredPosition extends Omit<CommitPosition, 'byEnvironment'> {
  byEnvironment: [string, UnledgeredTrail][];
  elsewhere: UnledgeredCommit[];
}

export async function readPosition(
  knex: Knex,
): Promise<CommitPosition | undefined> {
  const row = await knex<PositionRow>('commit_position')
    .where({ id: 1 })
    .first();
  if (!row) return undefined;
  const stored: StoredPosition = JSON.parse(row.document);
  return { ...stored, byEnvironment: new Map(stored.byEnvironment) };
}

export async function keepPosition(
  knex: Knex,
  position: CommitPosition,
): Promise<void> {
  const stored: StoredPosition = {
    ...position,
    byEnvironment: [...position.byEnvironment],
  };
  await knex<PositionRow>('commit_position')
    .insert({ id: 1, document: JSON.stringify(stored) })
    .onConflict('id')
    .merge();
}
