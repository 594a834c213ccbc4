export * from './canonicalJson';
export * from './change';
export * from './states';
