import { RepositoryLocation, StoreEntry } from '../BackupReader';

const FOLDER = /^(.*?)(?:base\/\d{8}T\d{6}|wals\/[0-9A-F]{16})\/$/;

/** A server has a folder with base backups, WAL, or both: WAL alone is a server whose backups are gone. */
export function locate(entries: readonly StoreEntry[]): RepositoryLocation[] {
  const prefixes = new Set(
    entries.flatMap(({ name }) => FOLDER.exec(name)?.[1] ?? []),
  );
  return [...prefixes].map(prefix => ({
    format: 'barman',
    prefix,
    name: prefix.split('/').at(-2) ?? 'barman',
  }));
}
