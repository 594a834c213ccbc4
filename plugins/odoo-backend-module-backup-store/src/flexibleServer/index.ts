export * from './FlexibleServerCollector';
