import { createHash } from 'node:crypto';
import { BlobItem, BlobStore } from '../../store';
import { isLost, verifiedStream } from '../bytes';
import { ReadRequest } from '../BackupReader';

export interface SampleBudget {
  files: number;
  bytes: number;
}

/** A little with each reading by metadata; by content all of it once, and then as much as a day can bear. */
export function budgetOf(
  depth: ReadRequest['depth'],
  firstTime: boolean,
): SampleBudget {
  if (depth === 'metadata') return { files: 50, bytes: 4 * 1024 ** 2 };
  return firstTime
    ? { files: 1_000_000, bytes: 16 * 1024 ** 3 }
    : { files: 100_000, bytes: 1024 ** 3 };
}

/**
 * Files that are named after the checksum of their content, some of which are read this time: those after the
 * last one of the time before, so that many readings together read everything; and those that were found damaged,
 * until they are mended.
 */
export class Sample {
  readonly #chosen: { blob: BlobItem; checksum: string }[] = [];
  readonly #again: ReadonlySet<string>;
  #bytes = 0;
  #passed = 0;

  constructor(
    private readonly after: string,
    damaged: readonly string[],
    private readonly budget: SampleBudget,
  ) {
    this.#again = new Set(damaged);
  }

  /** Called in the order of names. */
  visit(blob: BlobItem, checksum: string): void {
    const again = this.#again.has(blob.name);
    if (!again && blob.name <= this.after) return;
    const fits =
      this.#passed === 0 &&
      this.#chosen.length < this.budget.files &&
      this.#bytes + blob.size <= this.budget.bytes;
    // One that is larger than the budget is read alone, or it would never be read.
    if (!again && !fits && this.#chosen.length > 0) {
      this.#passed += 1;
      return;
    }
    this.#chosen.push({ blob, checksum });
    this.#bytes += blob.size;
    if (!again) this.#end = blob.name;
  }

  #end = '';

  /** Where the next sample begins: at the top again when there is nothing left. */
  get end(): string {
    return this.#passed > 0 ? this.#end : '';
  }

  /** Files that were left for another time. */
  get passed(): number {
    return this.#passed;
  }

  /** Those whose content is not what they are named after. */
  async findCorrupt(
    store: BlobStore,
    algorithm: 'sha1' | 'sha256',
    signal?: AbortSignal,
  ): Promise<BlobItem[]> {
    const corrupt: BlobItem[] = [];
    for (const { blob, checksum } of this.#chosen) {
      const found = await checksumOf(store, blob, algorithm, signal);
      if (found !== checksum) corrupt.push(blob);
    }
    return corrupt;
  }
}

/** Undefined when the store does not hold what it lists. */
async function checksumOf(
  store: BlobStore,
  blob: BlobItem,
  algorithm: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const hash = createHash(algorithm);
  try {
    for await (const chunk of verifiedStream(store, blob, signal)) {
      hash.update(chunk);
    }
  } catch (error) {
    if (isLost(error)) return undefined;
    throw error;
  }
  return hash.digest('hex');
}
