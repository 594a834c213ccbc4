const PERCENT = 100;

/** Deployments that failed of all that ended: `13 %`. None ended is not the same as none failed. */
export const rateInWords = (rate: number | undefined): string =>
  rate === undefined ? 'none to measure' : `${Math.round(rate * PERCENT)} %`;
