import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFile } from '../../packageFile';

const START_LIMIT_MS = 60_000;

export interface AzuriteOptions {
  folder: string;
  port: number;
  /** Key of each account, in base64. */
  accounts: Readonly<Record<string, string>>;
}

/** A process of Azurite, the emulator of Azure Blob Storage, for one region. */
export class Azurite {
  #process: ChildProcess | undefined;

  constructor(private readonly options: AzuriteOptions) {}

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  get running(): boolean {
    return this.#process !== undefined;
  }

  async start(): Promise<void> {
    const { folder, port, accounts } = this.options;
    await mkdir(folder, { recursive: true });
    const log = openSync(join(folder, 'azurite.log'), 'a');
    this.#process = spawn(
      process.execPath,
      [
        '--require',
        packageFile('src', 'processes', 'endWithStandardInput.cjs'),
        require.resolve('azurite/dist/src/blob/main.js'),
        ...['--blobHost', '127.0.0.1', '--blobPort', String(port)],
        ...['--location', folder, '--silent', '--disableTelemetry'],
        // The SDK speaks a newer version of the API than this Azurite knows.
        '--skipApiVersionCheck',
      ],
      {
        stdio: ['pipe', log, log],
        detached: true,
        env: {
          ...process.env,
          AZURITE_ACCOUNTS: Object.entries(accounts)
            .map(([name, key]) => `${name}:${key}`)
            .join(';'),
        },
      },
    );
    await this.#untilReady(this.#process);
  }

  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    for (;;) {
      if (child.exitCode !== null) {
        throw new Error(
          `Azurite ended with ${child.exitCode}; see azurite.log in ${this.options.folder}`,
        );
      }
      try {
        await fetch(this.url);
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    }
  }
}
