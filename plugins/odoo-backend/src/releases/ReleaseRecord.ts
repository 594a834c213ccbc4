import { Deployment, Tier } from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { DeploymentRow } from './tables';

export interface RecordedDeployment extends Deployment {
  /** Of the environment when the release came; it may be gone by now. */
  tier: Tier;
}

/** What is known of how releases did, whoever asks: for gates, never for answers to people. */
export interface ReleaseRecord {
  /** Everywhere that the release came to, the newest first. */
  deploymentsOf(version: string): Promise<RecordedDeployment[]>;
}

export function releaseRecord(knex: Knex): ReleaseRecord {
  return {
    async deploymentsOf(version) {
      const rows = await knex<DeploymentRow>('deployments')
        .where({ release_version: version })
        .orderBy('applied_at', 'desc')
        .orderBy('id')
        .select('tier', 'document');
      return rows.map(({ tier, document }) => ({
        ...JSON.parse(document),
        tier,
      }));
    },
  };
}
