export * from './kinds';
export * from './store';
export * from './statusError';
