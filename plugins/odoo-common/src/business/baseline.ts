import { BusinessFigure } from './figures';

/** Earlier occurrences of the same phase that a baseline takes; with fewer, a figure is shown and not judged. */
export const BASELINE_OCCURRENCES = 6;

/** Scatter that is ordinary, in standard deviations. */
const ORDINARY = 3;
/** From the median absolute deviation to the standard deviation of a normal distribution (1 / Φ⁻¹(3/4)). */
const MAD_TO_DEVIATION = 1.4826;

export interface Baseline {
  median: number;
  /** A value beyond it is far from what is usual. */
  limit: number;
}

/**
 * What is usual, by median and median absolute deviation: neither is moved by one odd week. What lies beyond three
 * deviations counts as far only when it also differs by the figure's floor, and is half of the median or less, or
 * double or more. Undefined: too little history.
 */
export function baselineOf(
  { bad, floor }: Pick<BusinessFigure, 'bad' | 'floor'>,
  earlier: readonly number[],
): Baseline | undefined {
  if (earlier.length < BASELINE_OCCURRENCES) return undefined;
  const median = medianOf(earlier);
  const deviation =
    MAD_TO_DEVIATION * medianOf(earlier.map(one => Math.abs(one - median)));
  const far = Math.max(
    ORDINARY * deviation,
    floor,
    bad === 'fewer' ? median / 2 : median,
  );
  return { median, limit: bad === 'fewer' ? median - far : median + far };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? (sorted[middle - 1] + sorted[middle]) / 2
    : sorted[Math.floor(middle)];
}
