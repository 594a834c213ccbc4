import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { Environment } from '@plumbline/plugin-odoo-common';
import odooKubernetesFeature from '@plumbline/plugin-odoo-backend-module-kubernetes';
import {
  Collector,
  odooCollectorsExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import { startBackend } from './backend';
import { ClusterAccess } from './clusters';

/** One refresh by our collector: one run for each cluster. */
export async function collectorCase(world: {
  clusters: ClusterAccess[];
  environments: Environment[];
}) {
  const collectors: Collector[] = [];
  /** Stands where the Odoo backend stands. */
  const odoo = createBackendPlugin({
    pluginId: 'odoo',
    register(reg) {
      reg.registerExtensionPoint(odooCollectorsExtensionPoint, {
        addCollector: collector => {
          collectors.push(collector);
        },
      });
      reg.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startBackend(world.clusters, [
    odoo,
    odooKubernetesFeature,
  ]);
  const [collector] = collectors;

  async function work() {
    const scopes = await collector.scopes();
    const collections = await Promise.all(
      scopes.map(scope =>
        collector.collect(scope, {
          environments: world.environments.filter(environment =>
            scope.covers(environment),
          ),
          now: new Date(),
          signal: AbortSignal.timeout(120_000),
        }),
      ),
    );
    const failure = collections.find(collection => collection.failure)?.failure;
    if (failure) throw new Error(failure);
    const seen = collections.flatMap(({ observations }) =>
      observations
        .filter(
          ({ probe, status }) => probe === 'web.ready' && status !== 'unknown',
        )
        .map(({ environment }) => environment.tenant),
    );
    return { environmentsSeen: new Set(seen).size };
  }
  return { work, close: () => backend.stop() };
}
