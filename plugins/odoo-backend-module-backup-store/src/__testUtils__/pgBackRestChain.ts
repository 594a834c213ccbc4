import { RepositoryReport } from '@plumbline/plugin-odoo-common';
import { ReadRequest } from '../readers/BackupReader';
import { MemoryStore } from './MemoryStore';
import {
  MadeBackup,
  MadeFile,
  PgBackRestRepository,
} from './PgBackRestRepository';

export const FULL = '20261120-000100F';
export const INCR = `${FULL}_20261120-120000I`;
/** Taken half a day after FULL. */
export const LATER = '20261120-120000F';

export const DATA: MadeFile = {
  name: 'pg_data/base/1/1259',
  stored: 'catalogue',
};

const NOON = { at: 720, start: 4162, stop: 4163 };

export const full = (changed: Partial<MadeBackup> = {}): MadeBackup => ({
  label: FULL,
  at: 0,
  start: 4090,
  stop: 4091,
  files: [DATA],
  ...changed,
});

export const later = (changed: Partial<MadeBackup> = {}): MadeBackup =>
  full({ label: LATER, ...NOON, ...changed });

export const incr = (changed: Partial<MadeBackup> = {}): MadeBackup => ({
  ...NOON,
  label: INCR,
  type: 'incr',
  needs: [FULL],
  files: [{ name: 'pg_data/base/1/2', stored: 'changed' }],
  references: [{ label: FULL, file: DATA }],
  ...changed,
});

/** A chain that crosses 4 GiB of log and ends two minutes before it is read. */
export function chain(...backups: MadeBackup[]): PgBackRestRepository {
  const repository = new PgBackRestRepository().wal(4090, 4171, 0);
  for (const backup of backups.length > 0 ? backups : [full()]) {
    repository.backup(backup);
  }
  return repository;
}

export function readRequest(
  from: PgBackRestRepository | MemoryStore,
  changed: Partial<ReadRequest> = {},
): ReadRequest {
  return {
    store: from instanceof MemoryStore ? from : new MemoryStore(from.blobs()),
    location: { format: 'pgbackrest', prefix: '', name: 'acme' },
    targets: { rpoSeconds: 900, maxBackupAgeSeconds: 26 * 3600 },
    now: PgBackRestRepository.time(812),
    depth: 'metadata',
    ...changed,
  };
}

/** Findings that move a verdict, as `severity code subject`. */
export function said({ findings }: RepositoryReport): string[] {
  return findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, code, subject }) => `${severity} ${code} ${subject}`);
}
