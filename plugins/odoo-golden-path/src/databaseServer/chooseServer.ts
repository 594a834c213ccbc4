import { InputError } from '@backstage/errors';
import {
  EnvironmentSpec,
  FieldError,
  Platform,
  SharedServer,
} from '@plumbline/plugin-odoo-common';
import {
  DatabaseServerLoad,
  DatabaseServerTenant,
  databaseServerLoad,
} from './databaseServerLoad';

/** Who is on each shared server, by its name. */
export type DatabaseServerTenants = ReadonlyMap<
  string,
  readonly DatabaseServerTenant[]
>;

/** `details` names the field of the spec that cannot be had, as the rules of the spec do. */
export class NoServerError extends InputError {
  readonly details: FieldError[];

  constructor(error: FieldError) {
    super(`${error.path}: ${error.message}; accepted: ${error.accepted}`);
    this.details = [error];
  }
}

/**
 * The shared server in the spec's region that has the most room left with the newcomer on it, ties by name.
 * @throws NoServerError when none holds it
 */
export function chooseServer(
  spec: EnvironmentSpec,
  newcomer: DatabaseServerTenant,
  platform: Platform,
  tenants: DatabaseServerTenants = new Map(),
): SharedServer {
  const there = platform.database.servers.filter(
    ({ region, kind }) => region === spec.region && kind === spec.database.kind,
  );
  const [best] = there
    .map(server => ({
      server,
      load: databaseServerLoad(
        server,
        [...(tenants.get(server.name) ?? []), newcomer],
        platform,
      ),
    }))
    .filter(({ load }) => load.holds)
    .sort(
      (a, b) =>
        usedShare(a.load) - usedShare(b.load) ||
        (a.server.name < b.server.name ? -1 : 1),
    );
  if (best) return best.server;
  throw new NoServerError({
    path: 'spec.tenancy',
    message: `no shared ${spec.database.kind} server in ${spec.region} holds ${newcomer.connections} connections and ${newcomer.databaseGiB} GiB more at tier ${spec.tier}`,
    accepted: there.length
      ? `dedicated, or room on ${there.map(({ name }) => name).join(' or ')}`
      : 'dedicated',
  });
}

/** Of the scarcer of the two. */
function usedShare({ connections, storage }: DatabaseServerLoad): number {
  return Math.max(
    connections.peak / connections.limit,
    storage.databaseGiB / storage.capacityGiB,
  );
}
