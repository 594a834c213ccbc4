export * from './backupLocation';
export * from './calibration';
export * from './database';
export * from './databaseServerName';
export * from './platform';
export * from './rings';
export * from './tiers';
