import { Knex } from 'knex';
import { StoredObservation } from './storeObservations';
import { ObservationRow, batches } from './tables';

/** Environments a statement: each is one bound value, of which SQLite takes 32,766. */
const AT_ONCE = 5000;

/** Moves the times of observations that say the same again: a statement for each probe, not for each environment. */
export async function refreshObservations(
  knex: Knex,
  same: readonly StoredObservation[],
): Promise<void> {
  const groups = new Map<string, StoredObservation[]>();
  for (const stored of same) {
    const { probe, observedAt, expiresAt } = stored.observation;
    const key = `${probe} ${observedAt} ${expiresAt}`;
    const group = groups.get(key);
    if (group) group.push(stored);
    else groups.set(key, [stored]);
  }
  for (const group of groups.values()) {
    const [{ observation }] = group;
    const { probe, observedAt, expiresAt } = observation;
    for (const batch of batches(group, AT_ONCE)) {
      await knex<ObservationRow>('observations')
        .where({ probe })
        .whereIn(
          'environment',
          batch.map(({ environment }) => environment),
        )
        .where('observed_at', '<=', observedAt)
        .update({ observed_at: observedAt, expires_at: expiresAt });
    }
  }
}
