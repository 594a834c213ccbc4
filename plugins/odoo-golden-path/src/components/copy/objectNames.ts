/** What makes a copy; the object store is the source's, to be read only. */
export const COPY_NAMES = {
  sourceStore: 'odoo-db-source',
  filestore: 'odoo-filestore-restore',
} as const;

/** Where the source is named among the external clusters of the new one. */
export const SOURCE_CLUSTER = 'source';

/** The files of a source are waited for so long: its next copy may be a day away. */
export const FILESTORE_SECONDS = 24 * 3600;

/** In the data directory: which files have arrived whole, one line. */
export const FILESTORE_RESTORED = '.restored-from';
