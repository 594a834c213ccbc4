/** A stored piece of a file: the bytes whose SHA-1 the manifest knows. */
export interface Sample {
  /** Inside the stanza's folder of backups. */
  blob: string;
  file: string;
  offset: number;
  length: number;
  sha1: string;
}

/** Larger pieces are left to a restore test. */
const MAX_SAMPLE_BYTES = 4 * 1024 * 1024;

/** Keeps a few of many, each as likely as any other (reservoir sampling). */
export class Sampler {
  readonly #kept: Sample[] = [];
  #offered = 0;
  #state: number;

  /** @param seed - another one on every run, so that in time every piece has been read */
  constructor(private readonly size: number, seed: number) {
    this.#state = seed >>> 0;
  }

  offer(sample: Sample) {
    if (sample.length > MAX_SAMPLE_BYTES) return;
    this.#offered++;
    if (this.#kept.length < this.size) {
      this.#kept.push(sample);
      return;
    }
    const place = Math.floor(this.#random() * this.#offered);
    if (place < this.size) this.#kept[place] = sample;
  }

  samples(): Sample[] {
    return this.#kept;
  }

  /** Mulberry32: enough to choose by, and the same on every machine. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
