import { Knex } from 'knex';
import { RegistryStateRow } from '../readModel';

/** The head of the repository that is shown, and when it was last confirmed. */
export interface RegistryState {
  head: string;
  fetchedAt: Date;
  /** Why the last fetch failed. */
  error?: string;
}

/** `undefined` until the repository was read once. */
export async function readRegistryState(
  knex: Knex,
): Promise<RegistryState | undefined> {
  const row = await knex<RegistryStateRow>('registry_state').first();
  return (
    row && {
      head: row.head,
      fetchedAt: new Date(row.fetched_at),
      error: row.error ?? undefined,
    }
  );
}

/** Records the outcome of a fetch that did not move the head. */
export async function recordFetch(
  knex: Knex,
  outcome: { at: Date } | { error: string },
): Promise<void> {
  await knex<RegistryStateRow>('registry_state').update(
    'at' in outcome
      ? { fetched_at: outcome.at.toISOString(), error: null }
      : { error: outcome.error },
  );
}
