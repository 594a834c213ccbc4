import { Knex } from 'knex';
import { PendingChanges } from '../../routes/pendingChanges';
import { openStates } from './openStates';
import { ChangeRow } from './tables';

/** The newest open change of each environment, by `<tenant>/<stage>`. */
export type PendingChangesOf = PendingChanges['of'];

/** What is on its way, read from the changes themselves. */
export function pendingChanges(knex: Knex): PendingChanges {
  return {
    async of(refs) {
      const rows = await knex<ChangeRow>('changes')
        .whereIn('environment', [...refs])
        .whereIn('state', openStates)
        .orderBy(['created_at', 'id'])
        .select('environment', 'id');
      return new Map(rows.map(({ environment, id }) => [environment, id]));
    },
  };
}
