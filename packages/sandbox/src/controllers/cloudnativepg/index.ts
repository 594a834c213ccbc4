export * from './backupController';
export * from './clusterController';
export * from './scheduledBackupController';
export * from './shapes';
