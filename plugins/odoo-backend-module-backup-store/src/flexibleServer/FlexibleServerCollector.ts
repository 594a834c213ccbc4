import {
  Environment,
  Platform,
  ProbeId,
  formatEnvironmentRef,
} from '@plumbline/plugin-odoo-common';
import {
  Collection,
  CollectionScope,
  Collector,
} from '@plumbline/plugin-odoo-node';
import { AzureConnection } from '../azure';
import { ArmClient } from '../azure/arm';
import { Harvest } from '../collector/Harvest';
import { inTurns } from '../collector/inTurns';
import { FlexibleServerConfig } from '../config';
import { ServerFacts, readServer } from './readServer';
import { reportOf } from './reportOf';
import { serverCopies } from './serverCopies';

/** Azure Resource Manager throttles by subscription. */
const AT_A_TIME = 4;

export interface FlexibleServerCollectorOptions {
  servers: readonly FlexibleServerConfig[];
  platform: Platform;
  schedule: Collector['schedule'];
  /** To Azure Resource Manager. */
  arm: AzureConnection;
}

/** One run over one subscription. */
interface Run {
  arm: ArmClient;
  environments: readonly Environment[];
  now: Date;
  harvest: Harvest;
  signal: AbortSignal;
}

/** What Azure attests of managed PostgreSQL servers, one scope for each subscription. */
export class FlexibleServerCollector implements Collector {
  readonly id = 'flexible-server';
  /** It tells of recovery alone. */
  readonly probes: readonly ProbeId[] = [];

  constructor(private readonly options: FlexibleServerCollectorOptions) {}

  get schedule(): Collector['schedule'] {
    return this.options.schedule;
  }

  async scopes(): Promise<CollectionScope[]> {
    const subscriptions = new Set(this.options.servers.map(subscriptionOf));
    return [...subscriptions].map(slug => ({
      slug,
      title: `Subscription ${slug}`,
      covers: environment => this.#serversOf(slug, environment).length > 0,
    }));
  }

  async collect(
    { slug }: CollectionScope,
    { environments, now, signal }: Parameters<Collector['collect']>[1],
  ): Promise<Collection> {
    const arm = new ArmClient(this.options.arm);
    const harvest = new Harvest(signal);
    await inTurns(
      this.options.servers.filter(server => subscriptionOf(server) === slug),
      AT_A_TIME,
      server =>
        this.#server(server, { arm, environments, now, harvest, signal }),
    );
    const { facts, problems } = harvest;
    const [first] = problems;
    return {
      observations: [],
      recovery: facts,
      observedAt: now,
      upstreamCalls: arm.calls,
      problems,
      ...(first && facts.length === 0 && { failure: first.message }),
    };
  }

  /** One reading serves all environments on the server. */
  async #server(
    { resourceId, environments: refs }: FlexibleServerConfig,
    { arm, environments, now, harvest, signal }: Run,
  ): Promise<void> {
    const { platform } = this.options;
    let reading: Promise<ServerFacts> | undefined;
    const facts = () => (reading ??= readServer(arm, resourceId, signal));
    const served = environments.filter(environment =>
      refs.includes(formatEnvironmentRef(environment)),
    );
    for (const environment of served) {
      const policy = platform.tiers[environment.spec.tier];
      await harvest.gather(environment, async () => ({
        kind: 'database',
        report: reportOf(await facts(), policy, now),
      }));
      await harvest.gather(environment, async () => ({
        kind: 'copies',
        copies: serverCopies((await facts()).server, resourceId, platform),
      }));
    }
  }

  #serversOf(slug: string, environment: Environment): FlexibleServerConfig[] {
    const ref = formatEnvironmentRef(environment);
    return this.options.servers.filter(
      server =>
        subscriptionOf(server) === slug && server.environments.includes(ref),
    );
  }
}

function subscriptionOf({ resourceId }: FlexibleServerConfig): string {
  return resourceId.split('/')[2];
}
