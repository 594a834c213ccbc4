import { Platform, formatEnvironmentRef } from '@plumbline/plugin-odoo-common';
import {
  checkQuota,
  checkRestoreTestQuota,
  databaseServerTotals,
  tenantOf,
} from '@plumbline/plugin-odoo-golden-path';
import { databaseServerTenants } from '../change/propose';
import { RegistrySnapshot } from '../registry';
import { Gate } from './Gate';

/** Namespace, cluster and database server hold the plan beside everybody who is there already. */
export function quotaGate(platform: Platform): Gate {
  return {
    id: 'quota',
    async evaluate({ change }) {
      const { kind, spec, plan, rendered, placement, ref, snapshot } = change;
      const own = formatEnvironmentRef(ref);
      // A restore test runs beside its environment, which then is a neighbour like any other.
      const isNeighbour = (environment: string) =>
        kind === 'restore-test' || environment !== own;
      const unread = unreadNeighbours(snapshot, placement.cluster).filter(
        isNeighbour,
      );
      if (unread.length > 0) {
        return {
          verdict: 'blocked',
          summary: `What ${unread.join(', ')} takes of ${
            placement.cluster
          } is not known: its files cannot be read`,
          evidence: snapshot.errors
            .filter(({ file }) =>
              unread.some(environment =>
                file.startsWith(`environments/${environment}/`),
              ),
            )
            .map(({ file, message }) => ({
              title: file,
              detail: message,
              link: file,
              verdict: 'error' as const,
            })),
        };
      }
      const files = [...rendered].map(([path, content]) => ({ path, content }));
      const environments = [...snapshot.environments]
        .filter(
          ([environment, neighbour]) =>
            isNeighbour(environment) &&
            neighbour.placement.cluster === placement.cluster,
        )
        .map(([environment, neighbour]) => ({
          environment,
          totals: neighbour.plan.totals,
        }));
      const servers = platform.database.servers
        .filter(({ cluster }) => cluster === placement.cluster)
        .map(server => ({
          environment: `database server ${server.name}`,
          totals: databaseServerTotals(server, platform),
        }));
      const neighbours = [...environments, ...servers];
      const others = databaseServerTenants(snapshot).get(
        placement.databaseServer,
      );
      return kind === 'restore-test'
        ? checkRestoreTestQuota({ placement, platform, files, neighbours })
        : checkQuota({
            plan,
            platform,
            files,
            neighbours,
            tenants: [
              ...(others ?? []).filter(
                ({ environment }) => environment !== own,
              ),
              tenantOf(own, { spec, plan }),
            ],
            databaseGiB: spec.data.databaseGiB,
          });
    },
  };
}

/** Environments that run on the cluster, for it has an entry of them, and whose plan nobody knows. */
function unreadNeighbours(
  { named, environments, files }: RegistrySnapshot,
  cluster: string,
): string[] {
  return [...named].filter(
    environment =>
      !environments.has(environment) &&
      files.has(`clusters/${cluster}/${environment.replace('/', '-')}.yaml`),
  );
}
