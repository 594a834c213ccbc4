import { Release } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { ReleaseRow } from './tables';

/** All releases of the registry, the newest first. */
export async function listReleases(knex: Knex): Promise<Release[]> {
  const rows = await knex<ReleaseRow>('releases')
    .orderBy('released_at', 'desc')
    .orderBy('version', 'desc');
  return rows.map(row => ({
    version: row.version,
    series: row.series,
    edition: row.edition,
    digest: row.digest,
    schemaClass: row.schema_class as Release['schemaClass'],
    releasedAt: row.released_at,
  }));
}
