/** Namespace of everything that belongs to a shared database server. */
export const databaseServerNamespace = (server: string) => `odoo-db-${server}`;

/** Value of `app.kubernetes.io/part-of`; the dot keeps it apart from those of environments. */
export const databaseServerPartOf = (server: string) =>
  `database-server.${server}`;
