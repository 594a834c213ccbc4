export * from './backupLocation';
export * from './calibration';
export * from './platform';
export * from './tiers';
