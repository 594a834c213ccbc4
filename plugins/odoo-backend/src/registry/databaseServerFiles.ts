import {
  databaseServerEntry,
  databaseServerFolder,
} from '@plumbline/plugin-odoo-golden-path';

const CLUSTER = /^clusters\/([^/]+)\//;

/**
 * Whether a file belongs to a shared database server: everything in its folder, and its entry in the folder of any
 * cluster. It is none of any environment's: every environment on the server renders the same.
 */
export function isOfDatabaseServer(server: string, path: string): boolean {
  const cluster = CLUSTER.exec(path)?.[1];
  return cluster === undefined
    ? path.startsWith(`${databaseServerFolder(server)}/`)
    : path === databaseServerEntry(cluster, server);
}
