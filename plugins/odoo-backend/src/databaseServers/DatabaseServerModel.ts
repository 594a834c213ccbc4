import {
  DatabaseServer,
  DatabaseServerDetail,
  Observation,
  Platform,
  SharedServer,
  Tier,
  probeArea,
} from '@plumbline/plugin-odoo-common';
import {
  DatabaseServerTenant,
  databaseServerLoad,
  tenantOf,
} from '@plumbline/plugin-odoo-golden-path';
import { Knex } from 'knex';
import {
  EnvironmentDetailDocument,
  EnvironmentRow,
  ObservationRow,
  ReadableEnvironments,
  toObservation,
  whereReadable,
} from '../readModel';
import { TenantTold, databaseStatus, serverStatus } from './databaseStatus';

interface Tenant extends DatabaseServerTenant, TenantTold {}

interface Reader {
  readable: ReadableEnvironments;
  now: Date;
}

/** The shared database servers, each judged over all the environments on it. */
export class DatabaseServerModel {
  readonly #knex: Knex;
  readonly #platform: Platform;

  constructor(options: { knex: Knex; platform: Platform }) {
    this.#knex = options.knex;
    this.#platform = options.platform;
  }

  async list(reader: Reader): Promise<DatabaseServer[]> {
    const servers = this.#platform.database.servers;
    const names = servers.map(({ name }) => name);
    const tenants = await this.#tenants(names, reader.now);
    const shown = await this.#shown(names, reader);
    return servers.map(server =>
      this.#present(server, tenants.get(server.name) ?? [], shown),
    );
  }

  /** `undefined`: the platform has no server of that name. */
  async detail(
    name: string,
    reader: Reader,
  ): Promise<DatabaseServerDetail | undefined> {
    const server = this.#platform.database.servers.find(
      candidate => candidate.name === name,
    );
    if (!server) return undefined;
    const tenants = (await this.#tenants([name], reader.now)).get(name) ?? [];
    const shown = await this.#shown([name], reader);
    return {
      ...this.#present(server, tenants, shown),
      tenants: tenants
        .filter(({ environment }) => shown.has(environment))
        .map(({ environment, tier, status, connections, databaseGiB }) => ({
          environment,
          tier,
          status,
          connections,
          databaseGiB,
        })),
    };
  }

  async #shown(
    servers: readonly string[],
    { readable }: Reader,
  ): Promise<ReadonlySet<string>> {
    const refs: string[] = await whereReadable(
      this.#knex('environments as e'),
      readable,
    )
      .whereIn('e.database_server', [...servers])
      .pluck('e.ref');
    return new Set(refs);
  }

  #present(
    server: SharedServer,
    tenants: readonly Tenant[],
    shown: ReadonlySet<string>,
  ): DatabaseServer {
    const { name, kind, region, cluster } = server;
    const { holds, ...load } = databaseServerLoad(
      server,
      tenants,
      this.#platform,
    );
    return {
      name,
      kind,
      region,
      cluster,
      ...load,
      ...serverStatus(tenants, { holds, shown }),
      environments: tenants.length,
    };
  }

  /** By the name of their server, those of one in the order of their names. */
  async #tenants(
    servers: readonly string[],
    now: Date,
  ): Promise<Map<string, Tenant[]>> {
    const rows: Pick<
      EnvironmentRow,
      'ref' | 'tier' | 'database_server' | 'document'
    >[] = await this.#knex<EnvironmentRow>('environments')
      .whereIn('database_server', [...servers])
      .orderBy('ref')
      .select('ref', 'tier', 'database_server', 'document');
    const observed = await this.#observations(servers);
    const tenants = new Map<string, Tenant[]>();
    for (const { ref, tier, database_server: server, document } of rows) {
      const detail: EnvironmentDetailDocument = JSON.parse(document);
      const list = tenants.get(server) ?? [];
      tenants.set(server, list);
      list.push({
        ...tenantOf(ref, detail),
        ...databaseStatus(observed.get(ref) ?? [], {
          planned: detail.expectation.probes,
          tier: tier as Tier,
          now,
        }),
      });
    }
    return tenants;
  }

  async #observations(
    servers: readonly string[],
  ): Promise<Map<string, Observation[]>> {
    const rows: ObservationRow[] = await this.#knex('observations as o')
      .join('environments as e', 'e.ref', 'o.environment')
      .whereIn('e.database_server', [...servers])
      .where('o.probe', 'like', 'database.%')
      .select('o.environment', 'o.document', 'o.observed_at', 'o.expires_at');
    const observed = new Map<string, Observation[]>();
    for (const row of rows) {
      const { environment } = row;
      const observation = toObservation(row);
      if (probeArea(observation.probe) !== 'database') continue;
      const list = observed.get(environment) ?? [];
      observed.set(environment, list);
      list.push(observation);
    }
    return observed;
  }
}
