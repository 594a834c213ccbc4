export * from './drawTest';
export * from './driveRestoreTest';
export * from './RestoreTestEvidence';
