export { presentOutcome } from './presentOutcome';
