export * from './createChanges';
export * from './ledger';
export { pendingChanges } from './store';
export * from './scheduleChanges';
