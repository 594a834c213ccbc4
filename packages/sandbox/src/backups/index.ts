export * from './groupBackups';
export type { BackupStoreAccess } from './store/regionStore';
export { postgresBinaries } from './database/binaries';
