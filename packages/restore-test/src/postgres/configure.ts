import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestFailure } from '../failure';

export interface RecoverySettings {
  dataDirectory: string;
  walDirectory: string;
  /** Holds the socket. */
  runDirectory: string;
  timeline: number;
  sharedBuffersMiB: number;
}

/** What a base backup leaves out, or holds from another life: made anew and empty. */
const FRESH_DIRECTORIES = [
  'pg_wal/archive_status',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
const REMOVED_FILES = ['standby.signal', 'postmaster.pid', 'postmaster.opts'];

/**
 * Makes the data directory recover from the fetched WAL and then be writable by nobody but this Pod.
 * Nothing of the configuration that was backed up counts: it knows archives, libraries and peers.
 */
export async function configureRecovery(
  settings: RecoverySettings,
): Promise<void> {
  const inData = (path: string) => join(settings.dataDirectory, path);
  for (const directory of FRESH_DIRECTORIES) {
    await rm(inData(directory.split('/')[0]), { recursive: true, force: true });
    await mkdir(inData(directory), { recursive: true, mode: 0o700 });
  }
  for (const file of REMOVED_FILES) await rm(inData(file), { force: true });
  const files = {
    'postgresql.conf': configurationOf(settings),
    'postgresql.auto.conf': '',
    'pg_hba.conf': 'local all all trust\n',
    'pg_ident.conf': '',
    'recovery.signal': '',
  };
  for (const [file, content] of Object.entries(files)) {
    await writeFile(inData(file), content, { mode: 0o600 });
  }
}

function configurationOf(settings: RecoverySettings): string {
  const options: Record<string, string | number> = {
    // Unreachable but by the socket, and with nobody to call by itself.
    listen_addresses: '',
    unix_socket_directories: settings.runDirectory,
    port: 5432,
    archive_mode: 'off',
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    shared_preload_libraries: '',
    session_preload_libraries: '',
    local_preload_libraries: '',
    ssl: 'off',
    restore_command: `cp ${settings.walDirectory}/%f %p`,
    recovery_target_timeline: settings.timeline,
    // Without it no limit has to be as high as on the server that wrote the WAL.
    hot_standby: 'off',
    max_prepared_transactions: 100,
    max_locks_per_transaction: 256,
    max_connections: 50,
    shared_buffers: `${settings.sharedBuffersMiB}MB`,
    // The 64 MiB of /dev/shm in a container are too few.
    dynamic_shared_memory_type: 'mmap',
    huge_pages: 'off',
    autovacuum: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
    lc_messages: 'C',
    log_timezone: 'UTC',
    timezone: 'UTC',
  };
  return Object.entries(options)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
}

/** @throws TestFailure when the backup is of another major version than the program's PostgreSQL */
export async function checkVersion(
  dataDirectory: string,
  available: number,
): Promise<void> {
  const text = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8');
  const backedUp = Number(text.trim());
  if (backedUp !== available) {
    throw new TestFailure(
      `The backup is of PostgreSQL ${backedUp}, the restore test has PostgreSQL ${available}: its image must be made from the same version`,
    );
  }
}
