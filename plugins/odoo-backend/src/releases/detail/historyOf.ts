import { Deployment } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ofPresentOwner } from './ofPresentOwner';

/** Every release that came to the environment while it had its present owner, the newest first. */
export async function historyOf(
  knex: Knex,
  ref: string,
): Promise<Deployment[]> {
  const rows: { document: string }[] = await ofPresentOwner(
    knex('deployments as d')
      .join('environments as e', 'e.ref', 'd.environment')
      .where('d.environment', ref),
    knex,
  )
    .orderByRaw('case when d.followed_at is null then 0 else 1 end')
    .orderBy('d.applied_at', 'desc')
    .select('d.document');
  return rows.map(({ document }) => JSON.parse(document));
}
