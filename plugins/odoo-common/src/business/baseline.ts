import { BusinessFigure } from './figures';

/** Earlier occurrences of the same phase that a baseline takes; with fewer, a figure is shown and not judged. */
export const BASELINE_OCCURRENCES = 6;
/** Earlier weeks that are looked at for them: those of another phase are left out. */
export const WEEKS_LOOKED_AT = 9;

/** Scatter that is ordinary, in standard deviations. */
const ORDINARY = 3;
/** A lower limit under this share of the median would call nearly anything well. */
const LOWEST_SHARE = 1 / 4;
/** Counted so often, and at most a tenth of it left: it stands still. */
const STANDSTILL_MEDIAN = 20;
const STANDSTILL_SHARE = 1 / 10;
/** From the median absolute deviation to the standard deviation of a normal distribution (1 / Φ⁻¹(3/4)). */
const MAD_TO_DEVIATION = 1.4826;

export interface Baseline {
  median: number;
  /** A value beyond it is far from what is usual. Undefined: too few, or too different from week to week, to tell. */
  limit?: number;
  /** At or below it what decides stands still. Undefined: too few for that. */
  standstill?: number;
}

/**
 * What is usual, by median and median absolute deviation: neither is moved by one odd week. What lies beyond three
 * deviations counts as far only when it also differs by the figure's floor, and is half of the median or less, or
 * double or more. The deviation is never below the square root of the median, which is that of counting by chance
 * (Poisson). Undefined: too little history.
 */
export function baselineOf(
  { bad, floor }: Pick<BusinessFigure, 'bad' | 'floor'>,
  earlier: readonly number[],
): Baseline | undefined {
  if (earlier.length < BASELINE_OCCURRENCES) return undefined;
  const median = medianOf(earlier);
  const deviation = Math.max(
    MAD_TO_DEVIATION * medianOf(earlier.map(one => Math.abs(one - median))),
    Math.sqrt(Math.max(0, median)),
  );
  const far = Math.max(
    ORDINARY * deviation,
    floor,
    bad === 'fewer' ? median / 2 : median,
  );
  if (bad === 'more') return { median, limit: median + far };
  const limit = median - far;
  return {
    median,
    limit: limit > 0 && limit >= median * LOWEST_SHARE ? limit : undefined,
    standstill:
      median >= STANDSTILL_MEDIAN ? median * STANDSTILL_SHARE : undefined,
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? (sorted[middle - 1] + sorted[middle]) / 2
    : sorted[Math.floor(middle)];
}
