export * from './ReleaseRecord';
