import { Knex } from 'knex';
import { fromRow } from './changeRow';
import { ChangeRow } from './tables';

/**
 * Environments of a tenant that a create has ever brought to the repository, or somebody wanted taken out of it, in
 * alphabetical order. What is decommissioned leaves database, files and backups behind under its name.
 */
export async function usedEnvironments(
  knex: Knex,
  tenant: string,
): Promise<string[]> {
  const rows = await knex<ChangeRow>('changes')
    .where('environment', 'like', `${tenant}/%`)
    .whereIn('kind', ['create', 'decommission'])
    .select('document', 'version');
  const used = rows
    .map(row => fromRow(row).record)
    .filter(
      ({ kind, timeline }) =>
        kind === 'decommission' ||
        timeline.some(({ state }) => state === 'applied'),
    );
  return [...new Set(used.map(({ environment }) => environment))].sort();
}
