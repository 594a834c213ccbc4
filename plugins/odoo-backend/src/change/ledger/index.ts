export * from './DatabaseCommitLedger';
