export { CONTINUITY_BADGES } from './continuity';
export { presentOutcome } from './presentOutcome';
export { rateInWords } from './rate';
