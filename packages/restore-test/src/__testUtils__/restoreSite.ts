import { ChildProcess, execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { RestorePoint } from '@plumbline/plugin-odoo-common';
import { Azurite, fill, startAzurite } from './azurite';
import { fingerprintOf, resultIn } from './observe';
import { Outcome } from './outcome';
import { RESULT, runProgram, settingsFor, startOdoo } from './program';
import { Blobs, Repository, makeRepository } from './repository';
import { SourceDatabase } from './sourceDatabase';

export interface RunOptions {
  /** Makes the store that the run meets from the good one. */
  change?: (blobs: Blobs) => void | Promise<void>;
  point?: Partial<RestorePoint>;
  settings?: Record<string, string>;
  /** Of the SAS by which the backups are read. Default: read and list. */
  permissions?: string;
  /** Lies where the result is to be written. */
  existingResult?: string;
  /** Odoo never comes up. */
  withoutOdoo?: boolean;
  /** Told every line that the program says. */
  onLine?: (line: string, program: ChildProcess) => void;
}

/** Backups of a real database in Azurite, and the program under test as it runs in its Job. */
export class RestoreSite {
  readonly #keys = generateKeyPairSync('ed25519');
  #runs = 0;

  private constructor(
    private readonly folder: string,
    private readonly azurite: Azurite,
    readonly repository: Repository,
  ) {}

  static async create(): Promise<RestoreSite> {
    // Short: the path of a socket has at most 107 bytes.
    const folder = await mkdtemp(join(tmpdir(), 'restore-'));
    await promisify(execFile)(process.execPath, [
      resolve(__dirname, '../../bundle.mjs'),
      join(folder, 'program.cjs'),
    ]);
    const source = new SourceDatabase(join(folder, 'source'));
    try {
      await source.create();
      const repository = await makeRepository(source);
      return new RestoreSite(folder, await startAzurite(), repository);
    } finally {
      await source.stop();
    }
  }

  async close(): Promise<void> {
    await this.azurite.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async run(options: RunOptions = {}): Promise<Outcome> {
    this.#runs += 1;
    const { service } = this.azurite;
    const backups = service.getContainerClient(`backups-${this.#runs}`);
    const results = service.getContainerClient(`results-${this.#runs}`);
    const blobs = new Map(this.repository.blobs);
    await options.change?.(blobs);
    await fill(backups, blobs);
    const { existingResult } = options;
    await fill(
      results,
      new Map(existingResult ? [[RESULT, Buffer.from(existingResult)]] : []),
    );
    const before = await fingerprintOf(backups);

    const folder = join(this.folder, `run-${this.#runs}`);
    await mkdir(join(folder, 'work'), { recursive: true });
    await mkdir(join(folder, 'run'));
    const settings = {
      ...(await settingsFor({
        folder,
        backups,
        results,
        key: this.#keys.privateKey,
        point: { ...this.repository.point, ...options.point },
        permissions: options.permissions ?? 'rl',
      })),
      ...options.settings,
    };
    const report = join(folder, 'odoo.json');
    const stopOdoo = options.withoutOdoo
      ? undefined
      : startOdoo(settings, report);
    try {
      const ended = await runProgram(
        join(this.folder, 'program.cjs'),
        settings,
        options.onLine,
      );
      const written: Record<string, string> = {};
      for await (const { name } of results.listBlobsFlat()) {
        const content = results.getBlobClient(name).downloadToBuffer();
        written[name] = String(await content);
      }
      return {
        ...ended,
        results: written,
        result:
          existingResult || !written[RESULT]
            ? undefined
            : resultIn(written[RESULT], this.#keys.publicKey, settings.KEY_ID),
        odoo: existsSync(report)
          ? JSON.parse(readFileSync(report, 'utf8'))
          : undefined,
        sourceUnchanged:
          String(before) === String(await fingerprintOf(backups)),
        leftovers: [
          ...(await readdir(join(folder, 'work'))),
          ...(await readdir(join(folder, 'run'))),
        ],
      };
    } finally {
      await stopOdoo?.();
    }
  }
}
