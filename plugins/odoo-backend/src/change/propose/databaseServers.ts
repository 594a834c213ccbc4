import { Placement, Platform } from '@plumbline/plugin-odoo-common';
import {
  DatabaseServerTenant,
  DatabaseServerTenants,
  renderDatabaseServer,
  tenantOf,
} from '@plumbline/plugin-odoo-golden-path';
import { RegistrySnapshot, isOfDatabaseServer } from '../../registry';

/** Who is on each shared server, by its name. */
export function databaseServerTenants({
  environments,
}: Pick<RegistrySnapshot, 'environments'>): DatabaseServerTenants {
  const tenants = new Map<string, DatabaseServerTenant[]>();
  for (const [ref, environment] of environments) {
    const { databaseServer } = environment.placement;
    if (databaseServer === 'own') continue;
    const others = tenants.get(databaseServer) ?? [];
    tenants.set(databaseServer, [...others, tenantOf(ref, environment)]);
  }
  return tenants;
}

/** The files of the server that an environment shares, and which of those in the repository are the server's. */
export interface ServerFiles {
  rendered: ReadonlyMap<string, string>;
  present: string[];
  owns(path: string): boolean;
}

const NONE: ServerFiles = {
  rendered: new Map(),
  present: [],
  owns: () => false,
};

/**
 * A change carries the files of the server that its environment is placed on, wherever the repository does not have
 * them as they follow from the platform. They are the same for every environment on it: two of them never disagree.
 */
export function serverFilesOf(
  { databaseServer }: Placement,
  platform: Platform,
  snapshot: RegistrySnapshot,
): ServerFiles {
  const server = platform.database.servers.find(
    ({ name }) => name === databaseServer,
  );
  if (!server) return NONE;
  const owns = (path: string) => isOfDatabaseServer(server.name, path);
  return {
    rendered: new Map(
      renderDatabaseServer({ platform, server }).map(({ path, content }) => [
        path,
        content,
      ]),
    ),
    present: [...snapshot.files.keys()].filter(owns),
    owns,
  };
}
