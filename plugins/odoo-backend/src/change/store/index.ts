export type { StoredChange } from './changeRow';
export * from './ChangeBranches';
export * from './ChangeStore';
export type { IdempotencyKey } from './idempotency';
export type { ChangePage, ChangePosition } from './listChanges';
export * from './pastEnvironments';
export * from './pendingChanges';
export * from './usedEnvironments';
