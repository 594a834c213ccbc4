export * from './readRestoreTests';
export * from './ResultCache';
export * from './VerificationKey';
