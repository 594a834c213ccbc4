export * from './BackupStoreCollector';
