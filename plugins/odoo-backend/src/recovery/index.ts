export { RecoveryAssessor } from './assess/RecoveryAssessor';
export { RecoveryModel } from './RecoveryModel';
