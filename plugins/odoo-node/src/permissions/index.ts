export * from './conditions';
export * from './environmentResource';
export * from './rules';
