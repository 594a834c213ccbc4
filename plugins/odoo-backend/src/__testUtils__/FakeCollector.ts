import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  Environment,
  ObservedFreezes,
  ProbeId,
  RecoveryFact,
  environmentRefSchema,
} from '@plumbline/plugin-odoo-common';
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
      observedAt: this.observedAt ?? new Date(),
      upstreamCalls: 1,
      problems: [],
    }));
  }

  /** What it tells of the recovery of environments, by `<tenant>/<stage>`; of everybody whom it is asked about. */
  readonly recovery = new Map<string, RecoveryFact[]>();
  /** What its cluster shows of freezes in Git. */
  freezes: ObservedFreezes | undefined;
  /** It tells of environments that lie outside of the scope as well. */
  tellsOfAll = false;
  /** When its source was read; default: now. */
  observedAt: Date | undefined;

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
    const collection = await answer(environments);
    return {
      ...collection,
      freezes: this.freezes,
      recovery: [...this.recovery]
        .map(([ref, facts]) => ({
          environment: environmentRefSchema.parse(ref),
          facts,
        }))
        .filter(
          ({ environment }) =>
            this.tellsOfAll ||
            environments.some(
              ({ tenant, stage }) =>
                tenant === environment.tenant && stage === environment.stage,
            ),
        )
        .flatMap(({ environment, facts }) =>
          facts.map(fact => ({ environment, fact })),
        ),
    };
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
