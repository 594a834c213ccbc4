import { databaseServerPartOf } from '@plumbline/plugin-odoo-common';

/** Folder of everything that belongs to one shared database server, relative to the GitOps repository. */
export const databaseServerFolder = (server: string) =>
  `database-servers/${server}`;

/** The file by which a cluster takes a shared database server on; the dot keeps it apart from environments. */
export const databaseServerEntry = (cluster: string, server: string) =>
  `clusters/${cluster}/${databaseServerPartOf(server)}.yaml`;
