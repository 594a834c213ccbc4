export * from './databaseController';
export * from './databaseRoleController';
export * from './backupController';
export * from './clusterController';
export * from './scheduledBackupController';
export * from './shapes';
