import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  Collector,
  odooCollectorsExtensionPoint,
} from '@plumbline/plugin-odoo-node';
import { ProbeId } from '@plumbline/plugin-odoo-common';

const PROBES: ProbeId[] = [
  'cluster.reachable',
  'database.archiving',
  'database.phase',
  'database.replicas',
  'gitops.health',
  'gitops.sync',
  'image.digest',
  'ingress.certificate',
  'pods.oom',
  'pods.restarts',
  'quota.usage',
  'rollout.progress',
  'secrets.synced',
  'web.ready',
  'websocket.ready',
];

/** One environment in this many is not well. */
const ILL = 50;

/**
 * Stands for the collector on Kubernetes, which `yarn bench observe` measures: answers at once, or, on a dead
 * cluster, never.
 */
export function standInCollector(options: {
  clusters: readonly string[];
  dead: ReadonlySet<string>;
}) {
  const collector: Collector = {
    id: 'kubernetes',
    probes: PROBES,
    schedule: { frequencySeconds: 10, timeoutSeconds: 8 },
    scopes: async () =>
      options.clusters.map(name => ({
        slug: name,
        title: name,
        covers: ({ placement }) => placement.cluster === name,
      })),
    collect: async ({ slug }, { environments, now }) => {
      if (options.dead.has(slug)) return new Promise(() => undefined);
      return {
        observations: environments.flatMap(({ tenant, stage }, index) =>
          PROBES.map(probe => ({
            environment: { tenant, stage },
            probe,
            status:
              probe === 'web.ready' && index % ILL === 0 ? 'critical' : 'ok',
            summary: `${probe} as expected`,
          })),
        ),
        observedAt: now,
        upstreamCalls: 1,
        problems: [],
      };
    },
  };
  return createBackendModule({
    pluginId: 'odoo',
    moduleId: 'bench-collector',
    register(reg) {
      reg.registerInit({
        deps: { collectors: odooCollectorsExtensionPoint },
        async init({ collectors }) {
          collectors.addCollector(collector);
        },
      });
    },
  });
}
