export { DriftModel } from './DriftModel';
