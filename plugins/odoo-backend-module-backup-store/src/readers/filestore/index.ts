export * from './FilestoreReader';
