export * from './drawTest';
export * from './driveRestoreTest';
export * from './proposeDueTests';
export * from './RestoreTestEvidence';
