export { Assessor, VERDICT_TOPIC } from './Assessor';
export {
  type ReadableEnvironments,
  readableOf,
  whereEnvironment,
  whereExpression,
  whereReadable,
} from './environmentFilters';
export {
  NUMERIC_SORT_KEYS,
  type EnvironmentPosition,
  parseSort,
} from './listEnvironments';
export { type EnvironmentDetailDocument } from './environmentRow';
export { type TransitionPosition } from './listTransitions';
export { migrate } from './migrate';
export {
  type EnvironmentRow,
  type ObservationRow,
  type RegistryStateRow,
  batches,
} from './tables';
export { ReadModel } from './ReadModel';
export { type RiskSources } from './RiskSources';
export { type Run, SourceStore } from './SourceStore';
export { type StoredObservation, storeObservations } from './storeObservations';
export { syncRegistry } from './syncRegistry';
export { OBSERVATION_COLUMNS, toObservation } from './toObservation';
