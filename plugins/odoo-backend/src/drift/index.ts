export { DriftModel } from './DriftModel';
export { PROBE_OF as PROBE_OF_DRIFT } from './listDrift';
