export * from './listRecovery';
export * from './recoverySummary';
export * from './sortExpression';
