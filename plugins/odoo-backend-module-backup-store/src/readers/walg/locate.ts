import { RepositoryLocation, StoreEntry } from '../BackupReader';

const PLACE = /^(.*?)(?:basebackups_\d{3}\/|wal_\d{3}\/)/;

/** A repository has a folder of base backups, one of WAL, or both. */
export function locate(entries: readonly StoreEntry[]): RepositoryLocation[] {
  const prefixes = new Set(
    entries.flatMap(({ name }) => PLACE.exec(name)?.[1] ?? []),
  );
  return [...prefixes].map(prefix => ({
    format: 'wal-g',
    prefix,
    name: prefix.split('/').at(-2) ?? 'wal-g',
  }));
}
