export * from './readers';
export * from './store';
