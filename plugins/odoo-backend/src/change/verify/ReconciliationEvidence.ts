import {
  ReconciliationFacts,
  SeenProject,
} from '@plumbline/plugin-odoo-common';
import { Knex } from 'knex';
import { readObservedFreezesOf } from '../../freezes';
import { ReadModel } from '../../readModel';
import { DeploymentRow } from '../../releases/tables';

/** What has been seen of an environment; never causes a call to a cluster. */
export interface ReconciliationEvidence {
  of(
    environment: string,
    now: Date,
  ): Promise<
    Pick<ReconciliationFacts, 'verdict' | 'observations'> & {
      /** The commit that the GitOps controller says it has applied. */
      syncedRevision?: string;
    }
  >;
  /** The release that came after that of the change; undefined: there is none, or the change brought no other one. */
  replacedBy(change: string): Promise<string | undefined>;
  /** Where Argo CD has an Application; undefined: nobody tells of it on that cluster. */
  projectOf(
    cluster: string,
    application: string,
  ): Promise<SeenProject | undefined>;
}

/** Evidence from the read model that collection fills. */
export function readModelEvidence(
  readModel: Pick<ReadModel, 'environment'>,
  knex: Knex,
): ReconciliationEvidence {
  return {
    async of(environment, now) {
      const detail = await readModel.environment(environment, now);
      if (!detail) return { observations: [] };
      const { verdict, observations } = detail;
      const sync = observations.find(({ probe }) => probe === 'gitops.sync');
      const synced = sync?.status === 'ok' && !sync.stale;
      return {
        verdict,
        observations,
        ...(synced && typeof sync.value === 'string'
          ? { syncedRevision: sync.value }
          : {}),
      };
    },
    async replacedBy(change) {
      const next = await knex('deployments as d')
        .join('deployments as n', join =>
          join
            .on('n.environment', 'd.environment')
            .andOn('n.applied_at', 'd.followed_at'),
        )
        .where('d.change_id', change)
        .first<Pick<DeploymentRow, 'release_version'>>('n.release_version');
      return next?.release_version;
    },
    async projectOf(cluster, application) {
      const seen = await readObservedFreezesOf(knex, cluster);
      if (seen?.freezes.controller !== 'argo-cd') return undefined;
      const { applications } = seen.freezes;
      const listed = applications !== undefined;
      const project = new Map(Object.entries(applications ?? {})).get(
        application,
      );
      return { at: seen.at.toISOString(), listed, project };
    },
  };
}
