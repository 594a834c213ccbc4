import { BackupFormat } from '@plumbline/plugin-odoo-common';
import { discover } from '../inspect';
import { BackupReader, RepositoryLocation } from '../readers';
import { BlobStore } from '../store';
import { Place, Role } from './places';

/** What each role is looked for, the best first: what can be restored to any moment before what cannot. */
const FORMATS: Record<Role, readonly BackupFormat[]> = {
  database: ['pgbackrest', 'barman', 'wal-g', 'odoo-zip', 'pg-dump', 'velero'],
  filestore: ['filestore', 'restic', 'odoo-zip', 'velero'],
};

/** Where exactly a repository begins; undefined when there is none of a known format. */
export async function locateRepository(
  store: BlobStore,
  place: Place,
  readers: readonly BackupReader[],
  signal: AbortSignal,
): Promise<RepositoryLocation | undefined> {
  const { role, format, name, prefix } = place;
  if (format && name) return { format, name, prefix };
  const { entries } = await discover(store, { prefix, signal });
  const wanted = format ? [format] : FORMATS[role];
  const found = readers.flatMap(reader => reader.locate(entries));
  return wanted.flatMap(
    candidate => found.find(location => location.format === candidate) ?? [],
  )[0];
}
