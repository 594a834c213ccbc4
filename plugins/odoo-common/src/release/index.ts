export * from './release';
export * from './evidence';
export * from './deployment';
