import {
  BUSINESS_FIGURE_IDS,
  LABELS,
  businessMetric,
} from '@plumbline/plugin-odoo-common';
import type { Pod } from '../controllers/runtime';
import type { ClusterStore } from '../kubernetes';
import { hasModuleConflict, type Ailments, type WorldFacts } from '../world';
import { businessFigure } from './businessFigures';
import type { PrometheusOptions } from './startPrometheus';

const DATABASE = { group: 'postgresql.cnpg.io', kind: 'Cluster' };
const POD = { group: '', kind: 'Pod' };
const DAY_MS = 86_400_000;
/** Of an environment that somebody made after the world began. */
const USERS = 50;

interface DatabaseCluster {
  metadata: {
    name: string;
    namespace: string;
    creationTimestamp: string;
    labels?: Record<string, string>;
  };
  spec: { monitoring?: { customQueriesConfigMap?: unknown[] } };
}

interface SamplesOptions extends WorldFacts {
  clusters: readonly { name: string; store: ClusterStore }[];
  ailments: Ailments;
}

/**
 * What is scraped of the databases that now run with their exporter's query. Those that the world began with were
 * there long before it; what somebody made since has no history. While the scenario `module-conflict` is on, nobody
 * approves anything where the release runs that breaks it.
 */
export function worldSamples(
  options: SamplesOptions,
): PrometheusOptions['samplesOf'] {
  const { world, clusters, ailments } = options;
  const breaks = hasModuleConflict(options);
  return (metric, at) => {
    const figure = BUSINESS_FIGURE_IDS.find(
      id => businessMetric(id) === metric,
    );
    if (!figure) return [];
    return clusters.flatMap(({ name: cluster, store }) => {
      const stood = new Set(
        ailments.moduleConflict
          ? (store.list(POD) as Pod[])
              .filter(breaks)
              .map(({ metadata }) => metadata.namespace)
          : [],
      );
      return (store.list(DATABASE) as unknown as DatabaseCluster[])
        .filter(({ spec }) => spec.monitoring?.customQueriesConfigMap)
        .flatMap(({ metadata }) => {
          const { name, namespace, labels = {}, creationTimestamp } = metadata;
          const tenant = world.tenants.find(
            one => one.name === labels[LABELS.tenant],
          );
          const seeded = tenant?.environments.find(
            ({ stage }) => stage === labels[LABELS.stage],
          );
          if (!seeded && at < new Date(creationTimestamp)) return [];
          const value = businessFigure(
            figure,
            {
              name: namespace,
              namedUsers: seeded?.users ?? USERS,
              buys: tenant?.businessServices.includes('procurement') ?? true,
              ...(stood.has(namespace) && {
                approvalsStandSince: new Date(Date.now() - DAY_MS),
              }),
            },
            at,
          );
          return [{ labels: { cluster, namespace, pod: `${name}-1` }, value }];
        });
    });
  };
}
