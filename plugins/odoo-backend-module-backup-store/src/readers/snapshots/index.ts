export * from './ageFindings';
export * from './snapshotReport';
