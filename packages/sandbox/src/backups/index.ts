export * from './groupBackups';
export type { BackupStoreAccess } from './store/regionStore';
