import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../startSandbox';

/** One sandbox for the tests of several concepts: a start replays weeks of the past, which takes most of a minute. */
class StartedSandbox {
  readonly seededAt = new Date();
  #dataDir: string | undefined;
  #sandbox: Sandbox | undefined;

  get dataDir(): string {
    if (!this.#dataDir) throw new Error('it was never started');
    return this.#dataDir;
  }

  get sandbox(): Sandbox {
    if (!this.#sandbox) throw new Error('it does not run');
    return this.#sandbox;
  }

  async start(): Promise<void> {
    this.#dataDir = await mkdtemp(join(tmpdir(), 'sandbox-start-'));
    this.#sandbox = await startSandbox({
      dataDir: this.#dataDir,
      now: this.seededAt,
    });
  }

  async restart(): Promise<void> {
    await this.sandbox.stop();
    this.#sandbox = await startSandbox({ dataDir: this.dataDir });
  }

  async remove(): Promise<void> {
    await this.#sandbox?.stop();
    if (this.#dataDir)
      await rm(this.#dataDir, { recursive: true, force: true });
  }
}

export const started = new StartedSandbox();
