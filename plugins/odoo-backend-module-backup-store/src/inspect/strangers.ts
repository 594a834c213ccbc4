import { RepositoryLocation, StoreEntry } from '../readers';

/** Archives, images and `pg_dump` in its folder format (toc.dat). */
const LOOKS_LIKE_BACKUP =
  /(^|\/)toc\.dat$|\.(tar|tgz|7z|rar|bak|bkp|backup|dmp|vhdx?)(\.(gz|zst|bz2|xz|lz4|gpg|age|enc))?$/i;
/** Their files lie among others. */
const SINGLE_FILES = ['odoo-zip', 'pg-dump'];

/** Files that look like backups and belong to nothing that was recognised: nobody watches over them. */
export function strangersAmong(
  entries: readonly StoreEntry[],
  locations: readonly RepositoryLocation[],
): string[] {
  const known = locations.filter(
    ({ format }) => !SINGLE_FILES.includes(format),
  );
  return entries
    .map(({ name }) => name)
    .filter(name => LOOKS_LIKE_BACKUP.test(name))
    .filter(name => !known.some(({ prefix }) => name.startsWith(prefix)));
}
