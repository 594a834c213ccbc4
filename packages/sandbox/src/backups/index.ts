export * from './groupBackups';
