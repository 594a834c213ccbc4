export * from './groupBackups';
export type { BackupStoreAccess } from './store/regionStore';
export {
  publicationAccess,
  type PublicationAccess,
} from './store/sharedContainers';
export { postgresBinaries } from './database/binaries';
