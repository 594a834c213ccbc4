import { createBackendModule } from '@backstage/backend-plugin-api';
import { Environment, ProbeId } from '@plumbline/plugin-odoo-common';
import {
  CollectedObservation,
  Collection,
  CollectionScope,
  Collector,
  odooCollectorsExtensionPoint,
} from '@plumbline/plugin-odoo-node';

type Answer = (environments: Environment[]) => Collection | Promise<Collection>;

/** A collector that answers by scope what the test says; one scope for each cluster. */
export class FakeCollector implements Collector {
  readonly id = 'fake';
  readonly probes: readonly ProbeId[];
  schedule = { frequencySeconds: 60, timeoutSeconds: 1 };
  readonly answers = new Map<string, Answer>();
  clusters: readonly string[] = ['aks-north-1', 'aks-west-1'];

  constructor(probes: readonly ProbeId[]) {
    this.probes = probes;
  }

  /** Every environment of the scope has this status in every probe, or as `apart` says of one. */
  answer(
    scope: string,
    status: CollectedObservation['status'],
    more: Partial<CollectedObservation> = {},
    apart: Partial<Record<ProbeId, Partial<CollectedObservation>>> = {},
  ): void {
    this.answers.set(scope, environments => ({
      observations: environments.flatMap(environment =>
        this.probes.map(probe => ({
          environment,
          probe,
          status,
          summary: `${probe} is ${status}`,
          ...more,
          ...apart[probe],
        })),
      ),
      observedAt: new Date(),
      upstreamCalls: 1,
      problems: [],
    }));
  }

  async scopes(): Promise<CollectionScope[]> {
    return this.clusters.map(slug => ({
      slug,
      title: `Cluster ${slug}`,
      covers: ({ placement }) => placement.cluster === slug,
    }));
  }

  async collect(
    { slug }: CollectionScope,
    { environments }: { environments: Environment[] },
  ): Promise<Collection> {
    const answer = this.answers.get(slug);
    if (!answer) throw new Error(`${slug} is unreachable`);
    return answer(environments);
  }

  /** The backend module that adds it. */
  module() {
    return createBackendModule({
      pluginId: 'odoo',
      moduleId: 'fake-collector',
      register: env =>
        env.registerInit({
          deps: { collectors: odooCollectorsExtensionPoint },
          init: async ({ collectors }) => collectors.addCollector(this),
        }),
    });
  }
}
