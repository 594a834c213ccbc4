import { NotFoundError } from '@backstage/errors';
import { BUSINESS_PROBES } from '@plumbline/plugin-odoo-common';
import {
  Collection,
  CollectionScope,
  Collector,
} from '@plumbline/plugin-odoo-node';
import { MetricsConfig } from '../config/readConfig';
import { PrometheusClient } from '../prometheus';
import { observe } from './observe';
import { problemsOf } from './problems';
import { readFigures } from './readFigures';

/** Approvals, postings and queues as databases count them, one scope for each Prometheus. */
export class MetricsCollector implements Collector {
  readonly id = 'metrics';
  readonly probes = BUSINESS_PROBES;

  constructor(private readonly config: MetricsConfig) {}

  get schedule(): Collector['schedule'] {
    return this.config.schedule;
  }

  async scopes(): Promise<CollectionScope[]> {
    return this.config.prometheus.map(({ name, clusters }) => ({
      slug: name,
      title: `Prometheus ${name}`,
      covers: ({ expectation }) => clusters.includes(expectation.cluster),
    }));
  }

  async collect(
    { slug }: CollectionScope,
    { environments, now, signal }: Parameters<Collector['collect']>[1],
  ): Promise<Collection> {
    const prometheus = this.config.prometheus.find(({ name }) => name === slug);
    if (!prometheus) {
      throw new NotFoundError(`There is no Prometheus for scope ${slug}`);
    }
    const { url, credential } = prometheus;
    const limit = AbortSignal.timeout(
      this.config.schedule.timeoutSeconds * 1000,
    );
    const client = new PrometheusClient({
      url,
      bearerToken: credential?.bearerToken,
      signal: AbortSignal.any([signal, limit]),
    });
    const { figures, failures } = await readFigures(client, now, prometheus);
    const told = {
      observedAt: now,
      upstreamCalls: client.calls,
      problems: problemsOf(failures),
    };
    if (Object.values(figures).every(figure => !figure.now)) {
      return { ...told, observations: [], failure: failures[0].error.message };
    }
    const observations = environments.flatMap(environment =>
      observe(environment, figures, prometheus, now),
    );
    return { ...told, observations };
  }
}
