import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { access, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { postgresBinaries } from './binaries';
import { initialise } from './initialise';
import { giveAway, unprivileged } from './unprivileged';

const START_LIMIT_MS = 60_000;
const ARCHIVE_LIMIT_MS = 60_000;
const POLL_MS = 20;

/**
 * Interrupts the server when our end of its standard input closes, so that a killed sandbox leaves no
 * server behind.
 */
const GUARD = [
  'exec 3<&0',
  '"$@" 3<&- & server=$!',
  '(cat <&3 > /dev/null; kill -INT $server 2> /dev/null) &',
  'exec 3<&-',
  'wait $server',
].join('\n');

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  // What is lost with the machine is a toy's.
  fsync: 'off',
  shared_buffers: '16MB',
  max_connections: '10',
  max_wal_senders: '0',
  max_wal_size: '64MB',
  min_wal_size: '8MB',
  io_method: 'sync',
  // Nothing is written but what the sandbox writes.
  autovacuum: 'off',
  wal_level: 'replica',
  archive_mode: 'on',
  archive_library: 'basic_archive',
};

/** A real PostgreSQL on a Unix socket, which archives its WAL into a folder. */
export class DatabaseServer {
  private constructor(
    readonly dataFolder: string,
    /** Segments and backup history files, by name, as the server has completed them. */
    readonly archiveFolder: string,
    private readonly socketFolder: string,
    private readonly process: ChildProcess,
    private readonly clients: Set<Client>,
  ) {}

  /** Starts the server of a folder; makes it first when there is none. */
  static async start(folder: string): Promise<DatabaseServer> {
    const dataFolder = join(folder, 'data');
    const archiveFolder = join(folder, 'archive');
    await mkdir(archiveFolder, { recursive: true, mode: 0o700 });
    await giveAway(archiveFolder);
    const made = await stat(join(dataFolder, 'PG_VERSION')).catch(() => false);
    if (!made) await initialise(dataFolder);
    // The path of a socket is short: at most 107 bytes.
    const socketFolder = await mkdtemp(join(tmpdir(), 'plumb-db-'));
    await giveAway(socketFolder);
    const settings = {
      ...SETTINGS,
      unix_socket_directories: socketFolder,
      'basic_archive.archive_directory': archiveFolder,
    };
    const [command, ...args] = unprivileged(
      join(postgresBinaries(), 'postgres'),
      [
        '-D',
        dataFolder,
        ...Object.entries(settings).flatMap(([key, value]) => [
          '-c',
          `${key}=${value}`,
        ]),
      ],
    );
    const child = spawn('sh', ['-c', GUARD, 'sh', command, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
      // Ctrl-C reaches us alone, and we stop the server.
      detached: true,
    });
    const log = join(folder, 'postgres.log');
    child.stderr.pipe(createWriteStream(log));
    child.once('exit', () => child.stdin.end());
    const server = new DatabaseServer(
      dataFolder,
      archiveFolder,
      socketFolder,
      child,
      new Set(),
    );
    try {
      await server.#untilReady(log);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** A session of its own; the server ends it when it stops. */
  async connect(database: string): Promise<Client> {
    const client = new Client({
      host: this.socketFolder,
      user: 'postgres',
      database,
    });
    // The server ends sessions when it stops: whoever uses one then hears of it from the query.
    client.on('error', () => this.clients.delete(client));
    await client.connect();
    this.clients.add(client);
    return client;
  }

  /** Ends the current segment, so that it is archived; answers its name. */
  async switchSegment(session: Client): Promise<string> {
    const { segment } = await oneRow<{ segment: string }>(
      session,
      'SELECT pg_walfile_name(pg_switch_wal()) AS segment',
    );
    return segment;
  }

  /** Resolves when the archive has a file. */
  async untilArchived(name: string): Promise<void> {
    const deadline = Date.now() + ARCHIVE_LIMIT_MS;
    for (;;) {
      try {
        await access(join(this.archiveFolder, name));
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
      }
    }
  }

  async stop(): Promise<void> {
    await Promise.allSettled([...this.clients].map(client => client.end()));
    const ended = this.process.exitCode === null && once(this.process, 'exit');
    this.process.stdin?.end();
    await ended;
    await rm(this.socketFolder, { recursive: true, force: true });
  }

  async #untilReady(log: string): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    for (;;) {
      try {
        const client = await this.connect('postgres');
        this.clients.delete(client);
        await client.end();
        return;
      } catch (error) {
        if (Date.now() > deadline || this.process.exitCode !== null) {
          throw new Error(`PostgreSQL does not answer; see ${log}`, {
            cause: error,
          });
        }
        await new Promise(resolve => setTimeout(resolve, POLL_MS));
      }
    }
  }
}

/** The first row of a query that has one. */
export async function oneRow<T extends QueryResultRow>(
  client: Client,
  sql: string,
  values: unknown[] = [],
): Promise<T> {
  const { rows } = await client.query<T>(sql, values);
  if (rows.length !== 1) throw new Error(`${rows.length} rows from ${sql}`);
  return rows[0];
}
