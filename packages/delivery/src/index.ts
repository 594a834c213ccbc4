export * from './plugins';
