import { createHash } from 'node:crypto';
import { BlobItem, BlobStore } from '../../store';
import { isLost, verifiedStream } from '../bytes';

export interface SampleBudget {
  files: number;
  bytes: number;
}

/**
 * Which files are read this time: those after the last one of the time before, so that many readings together
 * read everything; and those that were found damaged, until they are mended.
 */
export class Sample {
  readonly #chosen: { blob: BlobItem; sha1: string }[] = [];
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
  visit(blob: BlobItem, sha1: string): void {
    const again = this.#again.has(blob.name);
    if (!again && blob.name <= this.after) return;
    const fits =
      this.#chosen.length < this.budget.files &&
      this.#bytes + blob.size <= this.budget.bytes;
    if (!again && !fits) {
      this.#passed += 1;
      return;
    }
    this.#chosen.push({ blob, sha1 });
    this.#bytes += blob.size;
  }

  /** Where the next sample begins: at the top again when there is nothing left. */
  get end(): string {
    return this.#passed > 0 ? this.#chosen.at(-1)?.blob.name ?? '' : '';
  }

  /** Files that were left for another time. */
  get passed(): number {
    return this.#passed;
  }

  /** Names of those whose content is not what they are named after. */
  async findCorrupt(store: BlobStore, signal?: AbortSignal): Promise<string[]> {
    const corrupt: string[] = [];
    for (const { blob, sha1 } of this.#chosen) {
      if ((await sha1Of(store, blob, signal)) !== sha1) corrupt.push(blob.name);
    }
    return corrupt;
  }
}

async function sha1Of(
  store: BlobStore,
  blob: BlobItem,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const hash = createHash('sha1');
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
