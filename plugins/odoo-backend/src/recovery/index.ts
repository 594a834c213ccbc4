export { RecoveryAssessor } from './assess/RecoveryAssessor';
export { RecoveryModel } from './RecoveryModel';
export { StoredTestEvidence } from './tests/StoredTestEvidence';
