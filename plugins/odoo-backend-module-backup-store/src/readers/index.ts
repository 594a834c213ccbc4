export * from './BackupReader';
export * from './readers';
export * from './verdict';
