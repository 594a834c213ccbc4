import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { TestFailure } from '../failure';
import { unprivileged } from './account';

const POLL_MILLISECONDS = 200;
const STOP_MILLISECONDS = 30_000;
/** "cannot_connect_now": it is still recovering. */
const STARTING_UP = '57P03';
const SUPERUSER = 'postgres';

/** `postgres (PostgreSQL) 18.4 ...` */
export async function majorVersionOf(binDirectory: string): Promise<number> {
  const { stdout } = await promisify(execFile)(join(binDirectory, 'postgres'), [
    '--version',
  ]);
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
}

interface ServerOptions {
  binDirectory: string;
  dataDirectory: string;
  runDirectory: string;
}

/** The PostgreSQL server over a restored data directory, reachable by its socket alone. */
export class RestoredDatabase {
  readonly #options: ServerOptions;
  #process?: ChildProcess;
  #lastProblem = 'it said nothing';
  #closed = false;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#closed) throw new TestFailure('The restore test was stopped');
    const { binDirectory, dataDirectory } = this.#options;
    this.#process = spawn(
      ...unprivileged(join(binDirectory, 'postgres'), ['-D', dataDirectory]),
      {
        env: { LC_ALL: 'C', PATH: process.env.PATH },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    this.#process.on('exit', () => (this.#closed = true));
    this.#process.on('error', ({ message }) => {
      this.#closed = true;
      this.#lastProblem = message;
    });
    createInterface({ input: this.#process.stderr! }).on('line', line => {
      const problem = /\b(?:FATAL|PANIC): +(.*)$/.exec(line)?.[1];
      // What it answers to our own early connections is no problem.
      if (problem && !/database system is|not yet accepting/.test(problem)) {
        this.#lastProblem = problem;
      }
    });
  }

  /** Waits until recovery has ended and the database can be written to. */
  async waitUntilRecovered(stop: AbortSignal): Promise<void> {
    for (;;) {
      if (this.#closed) {
        throw new TestFailure(
          `PostgreSQL could not recover the backup: ${this.#lastProblem}`,
        );
      }
      if (await this.#isRecovered()) return;
      await sleep(POLL_MILLISECONDS, undefined, { signal: stop });
    }
  }

  async #isRecovered(): Promise<boolean> {
    try {
      return await this.query('postgres', async client => {
        const { rows } = await client.query(
          'select not pg_is_in_recovery() as recovered',
        );
        return rows[0].recovered === true;
      });
    } catch (error) {
      const { code } = error as { code?: string };
      if ([STARTING_UP, 'ENOENT', 'ECONNREFUSED'].includes(code ?? '')) {
        return false;
      }
      throw error;
    }
  }

  /** Runs queries of a superuser in one connection. */
  async query<T>(
    database: string,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    const client = new Client({
      host: this.#options.runDirectory,
      port: 5432,
      user: SUPERUSER,
      database,
    });
    // A connection that breaks between two queries fails the next one.
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Ends it at once, if need be by force. */
  async stop(): Promise<void> {
    const server = this.#process;
    if (this.#closed || !server) {
      this.#closed = true;
      return;
    }
    const exit = once(server, 'exit');
    server.kill('SIGINT');
    const timeout = setTimeout(() => server.kill('SIGQUIT'), STOP_MILLISECONDS);
    await exit;
    clearTimeout(timeout);
  }
}
