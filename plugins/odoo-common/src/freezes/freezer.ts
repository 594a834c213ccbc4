import { PREFIX } from '../names';

/** Of the CronJob that suspends the Kustomizations of a cluster with Flux, and of its account. */
export const FREEZER_NAME = 'freezes';

/** How often it runs, in milliseconds. */
export const FREEZER_PERIOD_MS = 60_000;

/** Runs of it that may be missed before it counts as stopped. */
export const FREEZER_PATIENCE_MS = 3 * FREEZER_PERIOD_MS;

/** On the CronJob: which data it came with. */
export const FREEZES_CHECKSUM_ANNOTATION = `${PREFIX}/freezes-checksum`;
