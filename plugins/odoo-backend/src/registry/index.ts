export * from './CommitLedger';
export * from './RegistryService';
