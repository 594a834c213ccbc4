import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { isSegment } from '../barman/names';

const compress = promisify(gzip);

/** Files stay this long after every store has them: a killed store may have lost the last ones. */
const KEPT_MS = 3_600_000;

/** What the server has archived and waits to be shipped to the stores. */
export class WalSpool {
  readonly #compressed = new Map<string, Promise<Buffer>>();

  constructor(private readonly folder: string) {}

  /** Names of segments, in order. */
  async segments(): Promise<string[]> {
    return (await readdir(this.folder)).filter(isSegment).sort();
  }

  /** A segment or backup history file as it is stored. */
  read(name: string): Promise<Buffer> {
    const known =
      this.#compressed.get(name) ??
      readFile(join(this.folder, name)).then(content =>
        compress(content, { level: 1 }),
      );
    this.#compressed.set(name, known);
    return known;
  }

  /** Forgets what every store has: segments up to one. */
  async release(upTo: string, now: Date): Promise<void> {
    this.#compressed.clear();
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const { mtime } = await stat(path);
      if (name <= upTo && now.getTime() - mtime.getTime() > KEPT_MS) {
        await rm(path);
      }
    }
  }

  /** Forgets everything up to a segment at once: the recorded past is in the stores. */
  async clear(upTo: string): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (name.slice(0, 24) <= upTo) await rm(join(this.folder, name));
    }
  }
}
