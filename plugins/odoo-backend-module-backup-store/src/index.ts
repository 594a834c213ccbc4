export { openContainer, type OpenedContainer } from './azure';
export * from './inspect';
export { odooModuleBackupStore as default } from './module';
export * from './readers';
export * from './store';
