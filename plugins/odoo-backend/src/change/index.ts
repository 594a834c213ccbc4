export * from './createChanges';
export * from './ledger';
export { pastEnvironments, pendingChanges } from './store';
export * from './scheduleChanges';
