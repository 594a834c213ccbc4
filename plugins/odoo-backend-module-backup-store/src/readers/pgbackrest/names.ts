/** `20261115-010000F`, `..F_20261118-010000D`, `..F_20261120-010001I`; in the time zone of whoever wrote it. */
export const LABEL = /^\d{8}-\d{6}F(?:_\d{8}-\d{6}[DI])?$/;

/** First letters of every label until the year 3000, which keeps backup.history out of a listing. */
export const LABELS_BEGIN_WITH = '2';

/** `15-1`: version of PostgreSQL and number of the cluster in the stanza; chains never cross from one to another. */
export const ARCHIVE_ID = /^\d+(?:\.\d+)?-\d+$/;

export const COMPRESSIONS = ['none', 'gz', 'lz4', 'zst', 'bz2'] as const;
export type Compression = (typeof COMPRESSIONS)[number];

export const extensionOf = (compression: Compression) =>
  compression === 'none' ? '' : `.${compression}`;

export interface StanzaPaths {
  backupInfo: string;
  archiveInfo: string;
  /** `backup/<stanza>/`: a folder for each backup, named by its label. */
  backups: string;
  /** `archive/<stanza>/`: a folder for each archive id. */
  archive: string;
}

export function stanzaPaths(prefix: string, stanza: string): StanzaPaths {
  const backups = `${prefix}backup/${stanza}/`;
  const archive = `${prefix}archive/${stanza}/`;
  return {
    backups,
    archive,
    backupInfo: `${backups}backup.info`,
    archiveInfo: `${archive}archive.info`,
  };
}

const STANZA_FILE =
  /^(.*\/)?(?:backup\/([^/]+)\/backup|archive\/([^/]+)\/archive)\.info(?:\.copy)?$/s;

/** The stanza that an info file, or its copy, belongs to. */
export function stanzaOf(name: string) {
  const [, prefix = '', ofBackup, ofArchive] = STANZA_FILE.exec(name) ?? [];
  const stanza = ofBackup ?? ofArchive;
  return stanza === undefined ? undefined : { prefix, stanza };
}
