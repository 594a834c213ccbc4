export { RecoveryAssessor } from './assess/RecoveryAssessor';
export { RecordStore } from './records/RecordStore';
export { RecoveryRecords } from './records/RecoveryRecords';
export { OrderPublication } from './publish/OrderPublication';
export { RecoveryModel } from './RecoveryModel';
export { dueTests, testsUnderWay } from './tests/dueTests';
export { StoredTestEvidence } from './tests/StoredTestEvidence';
