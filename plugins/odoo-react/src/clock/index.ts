export { useClock } from './useClock';
