export * from './backupLocation';
export * from './calibration';
export * from './database';
export * from './platform';
export * from './tiers';
