export { handOver, unprivileged } from './account';
export { checkVersion, configureRecovery } from './configure';
export { RestoredDatabase, majorVersionOf } from './RestoredDatabase';
export {
  checkRecovered,
  recoveredPointOf,
  type RecoveredPoint,
} from './recoveredPoint';
