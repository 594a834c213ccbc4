export * from './actions';
export * from './approvals';
export * from './canonicalJson';
export * from './change';
export * from './content';
export * from './decide';
export * from './expectCopy';
export * from './gates';
export * from './hasExpired';
export * from './judgeProject';
export * from './judgeRestorePoint';
export * from './judgeRestoreTest';
export * from './judgeStopped';
export * from './life';
export * from './overrides';
export * from './pullRequest';
export * from './rebaseSpec';
export {
  judgeReconciliation,
  type ReconciliationFacts,
  type ReconciliationObservation,
} from './reconciliation';
export { isBroughtBack } from './rules/conclusion';
export { isUndecided } from './rules/steps';
export * from './rollBack';
export * from './states';
