import { setMaxListeners } from 'node:events';
import { NotFoundError } from '@backstage/errors';
import { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import {
  Collection,
  CollectionScope,
  Collector,
} from '@plumbline/plugin-odoo-node';
import { ClusterAccess, ClusterAccessSlot, clusterTarget } from '../bridge';
import { AgentPool, Circuit, ClusterClient } from '../client';
import { KubernetesCollectorConfig } from '../config/readConfig';
import { KUBERNETES_PROBES } from '../probes';
import { collectCluster } from './collectCluster';
import { clusterCredential, refusedCredential } from './clusterCredential';
import { clusterScopes, scopeSlug, unavailableScope } from './scopes';

/** The cluster list can change while the portal runs; it is read again after this. */
const CLUSTERS_TTL_MS = 60_000;
/** How long the first question for scopes waits for the Kubernetes plugin to start. */
const START_PATIENCE_MS = 10_000;

export interface KubernetesCollectorOptions {
  config: KubernetesCollectorConfig;
  slot: ClusterAccessSlot;
  startPatienceMs?: number;
}

/** Workloads, operators' conditions and GitOps controllers, one scope for each cluster. */
export class KubernetesCollector implements Collector {
  readonly id = 'kubernetes';
  readonly probes = KUBERNETES_PROBES.map(({ id }) => id);
  readonly schedule: Collector['schedule'];
  readonly #config: KubernetesCollectorConfig;
  readonly #slot: ClusterAccessSlot;
  readonly #agents = new AgentPool();
  readonly #circuits = new Map<string, Circuit>();
  #patienceMs: number;
  #known?: { readAt: number; clusters: ClusterDetails[] };

  constructor(options: KubernetesCollectorOptions) {
    const { config, slot, startPatienceMs = START_PATIENCE_MS } = options;
    this.#config = config;
    this.#slot = slot;
    this.#patienceMs = startPatienceMs;
    this.schedule = {
      frequencySeconds: config.frequencySeconds,
      timeoutSeconds: config.timeoutSeconds,
    };
  }

  async scopes(): Promise<CollectionScope[]> {
    const state = await this.#slot.state(this.#patienceMs);
    this.#patienceMs = 0;
    if (state.state !== 'available') {
      return [
        unavailableScope(
          state.state === 'waiting'
            ? 'The Kubernetes plugin has not handed over its clusters; its start in the log tells why'
            : state.reason,
        ),
      ];
    }
    const clusters = await this.#clusters(state.access);
    const planned = this.#config.clusters.map(({ name }) => name);
    return clusterScopes(clusters, planned);
  }

  async collect(
    scope: CollectionScope,
    context: Parameters<Collector['collect']>[1],
  ): Promise<Collection> {
    const state = await this.#slot.state(0);
    const access = state.state === 'available' ? state.access : undefined;
    const cluster =
      access &&
      (await this.#clusters(access)).find(
        ({ name }) => scopeSlug(name) === scope.slug,
      );
    if (!access || !cluster) {
      throw new NotFoundError(`There is no cluster for scope ${scope.slug}`);
    }
    const target = await clusterTarget(cluster);
    const credential = await clusterCredential(access, cluster);
    const signal = AbortSignal.any([
      context.signal,
      AbortSignal.timeout(this.#config.timeoutSeconds * 1000),
    ]);
    // Every kind that is being listed listens: more than Node.js takes for a leak.
    setMaxListeners(0, signal);
    const client = new ClusterClient({
      url: target.url,
      dispatcher: this.#agents.agent(cluster.name, target, credential),
      credential,
      gzip: this.#config.gzip,
      circuit: this.#circuit(cluster.name),
      signal,
    });
    return collectCluster(client, {
      environments: context.environments,
      now: context.now,
      support: this.#config.support,
      refused: error => refusedCredential(cluster, error),
      greetingMs: (this.#config.timeoutSeconds * 1000) / 2,
      argoCdUrl: this.#config.clusters.find(({ name }) => name === cluster.name)
        ?.argoCdUrl,
      elsewhere: this.#config.alerts && {
        prometheusRules: this.#config.alerts,
      },
    });
  }

  /** Closes the connections, once the runs in progress have ended. */
  async close(): Promise<void> {
    await this.#agents.close();
  }

  #circuit(cluster: string): Circuit {
    const known = this.#circuits.get(cluster) ?? new Circuit();
    this.#circuits.set(cluster, known);
    return known;
  }

  async #clusters(access: ClusterAccess): Promise<ClusterDetails[]> {
    const now = Date.now();
    if (!this.#known || now - this.#known.readAt >= CLUSTERS_TTL_MS) {
      this.#known = { readAt: now, clusters: await access.clusters() };
    }
    return this.#known.clusters;
  }
}
