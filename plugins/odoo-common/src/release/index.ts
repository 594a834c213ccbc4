export * from './release';
export * from './evidence';
