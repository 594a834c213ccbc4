import { PlacedDeployment } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { DeploymentRow } from './tables';

/** What is known of how releases did, whoever asks: for gates, never for answers to people. */
export interface ReleaseRecord {
  /** Everywhere that the release came to, the newest first. */
  deploymentsOf(version: string): Promise<PlacedDeployment[]>;
}

export function releaseRecord(knex: Knex): ReleaseRecord {
  return {
    async deploymentsOf(version) {
      const rows: Row[] = await knex('deployments as d')
        .leftJoin('environments as e', 'e.ref', 'd.environment')
        .where('d.release_version', version)
        .orderBy([{ column: 'd.applied_at', order: 'desc' }, 'd.id'])
        .select(
          'd.tier',
          'd.document',
          'd.applied_at',
          'd.followed_at',
          'd.settled_at',
          'e.ref',
        );
      return rows.map(row => ({
        ...JSON.parse(row.document),
        tier: row.tier,
        until: untilOf(row),
      }));
    },
  };
}

type Row = Pick<
  DeploymentRow,
  'tier' | 'document' | 'applied_at' | 'followed_at' | 'settled_at'
> & { ref: string | null };

/** Of an environment that is no more, nobody saw anything after the deployment was last judged. */
function untilOf({ followed_at, settled_at, applied_at, ref }: Row) {
  if (followed_at !== null) return followed_at;
  return ref === null ? settled_at ?? applied_at : undefined;
}
