export * from './Sample';
