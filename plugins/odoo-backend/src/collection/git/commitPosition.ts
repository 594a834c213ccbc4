import { Knex } from 'knex';
import { Unledgered, UnledgeredCommit } from './unledgered';

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

interface StoredPosition
  extends Omit<CommitPosition, 'byEnvironment' | 'settled'> {
  byEnvironment: [string, UnledgeredCommit[]][];
  settled: [string, string][];
}

type FormerPosition = Omit<StoredPosition, 'settled'>;

/** Absent also where an older version wrote it, which did not keep what was settled. */
export async function readPosition(
  knex: Knex,
): Promise<CommitPosition | undefined> {
  const row = await knex<PositionRow>('commit_position')
    .where({ id: 1 })
    .first();
  if (!row) return undefined;
  const stored: StoredPosition | FormerPosition = JSON.parse(row.document);
  if (!('settled' in stored)) return undefined;
  return {
    ...stored,
    byEnvironment: new Map(stored.byEnvironment),
    settled: new Map(stored.settled),
  };
}

export async function keepPosition(
  knex: Knex,
  position: CommitPosition,
): Promise<void> {
  const stored: StoredPosition = {
    ...position,
    byEnvironment: [...position.byEnvironment],
    settled: [...position.settled],
  };
  await knex<PositionRow>('commit_position')
    .insert({ id: 1, document: JSON.stringify(stored) })
    .onConflict('id')
    .merge();
}
