/** What makes a copy; the object store is the source's, to be read only. */
export const COPY_NAMES = {
  sourceStore: 'odoo-db-source',
  filestore: 'odoo-filestore-restore',
} as const;

/** Where the source is named among the external clusters of the new one. */
export const SOURCE_CLUSTER = 'source';

/** In the data directory: which files have arrived whole, one line. */
export const FILESTORE_RESTORED = '.restored-from';
