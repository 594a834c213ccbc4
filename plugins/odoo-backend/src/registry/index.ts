export { BoundedCache } from './BoundedCache';
export * from './CommitLedger';
export * from './databaseServerFiles';
export * from './environmentFiles';
export { GitRegistry } from './GitRegistry';
export { readRegistryState } from './registryState';
export * from './RegistryService';
export * from './restoreTestFiles';
export { SnapshotReader } from './SnapshotReader';
