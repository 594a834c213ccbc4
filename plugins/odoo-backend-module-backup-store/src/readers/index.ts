export * from './BackupReader';
export * from './verdict';
