export * from './readRestoreTests';
export * from './VerificationKey';
