import { Knex } from 'knex';
import { StoredObservation } from './storeObservations';
import { ObservationRow, batches } from './tables';

/** Environments a statement: each is two bound values, of which SQLite takes 32,766. */
const AT_ONCE = 5000;

/** An observation that says what is stored already. */
export interface SameObservation extends StoredObservation {
  /** Of the environment and of what is said of it. */
  fingerprint: string;
}

/**
 * Moves the times of observations that say the same again: a statement for each probe, not for each environment.
 *
 * @returns those among which some are not stored (any more) as they say: another run wrote meanwhile
 */
export async function refreshObservations(
  knex: Knex,
  same: readonly SameObservation[],
): Promise<SameObservation[]> {
  const groups = new Map<string, SameObservation[]>();
  for (const stored of same) {
    const { probe, observedAt, expiresAt } = stored.observation;
    const key = `${probe} ${observedAt} ${expiresAt}`;
    const group = groups.get(key);
    if (group) group.push(stored);
    else groups.set(key, [stored]);
  }
  const doubtful: SameObservation[] = [];
  for (const group of groups.values()) {
    const [{ observation }] = group;
    const { probe, observedAt, expiresAt } = observation;
    for (const batch of batches(group, AT_ONCE)) {
      const confirmed = await knex<ObservationRow>('observations')
        .where({ probe })
        .whereIn(
          'environment',
          batch.map(({ environment }) => environment),
        )
        // It names the environment too: nobody's words are confirmed by those of another.
        .whereIn(
          'fingerprint',
          batch.map(({ fingerprint }) => fingerprint),
        )
        .where('observed_at', '<=', observedAt)
        .update({ observed_at: observedAt, expires_at: expiresAt });
      if (confirmed < batch.length) doubtful.push(...batch);
    }
  }
  return doubtful;
}
