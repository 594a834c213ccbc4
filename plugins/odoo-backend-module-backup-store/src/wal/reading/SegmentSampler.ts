import { ListedSegment } from '../chain';

/** A segment whose content is to be looked at. */
export type SampledSegment = Pick<ListedSegment, 'segment' | 'extension'> & {
  name: string;
};

const NEWEST = 2;
const RANDOM = 2;

/** The first, the newest and some segments of a listing (reservoir sampling), another choice on every run. */
export class SegmentSampler {
  #first?: SampledSegment;
  readonly #newest: SampledSegment[] = [];
  readonly #random: SampledSegment[] = [];
  #offered = 0;

  constructor(private readonly random: () => number) {}

  offer(segment: SampledSegment): void {
    this.#first ??= segment;
    this.#newest.push(segment);
    if (this.#newest.length > NEWEST) this.#newest.shift();
    const place = Math.floor(this.random() * ++this.#offered);
    if (this.#random.length < RANDOM) this.#random.push(segment);
    else if (place < RANDOM) this.#random[place] = segment;
  }

  /** Oldest first, each once. */
  samples(): SampledSegment[] {
    const all = [
      ...(this.#first ? [this.#first] : []),
      ...this.#random,
      ...this.#newest,
    ];
    return [...new Map(all.map(each => [each.name, each])).values()].sort(
      (a, b) => (a.name < b.name ? -1 : 1),
    );
  }
}
