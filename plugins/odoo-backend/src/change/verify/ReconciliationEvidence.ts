import { ReconciliationFacts } from '@plumbline/plugin-odoo-common';
import { ReadModel } from '../../readModel';

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
}

/** Evidence from the read model that collection fills. */
export function readModelEvidence(
  readModel: Pick<ReadModel, 'environment'>,
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
  };
}
