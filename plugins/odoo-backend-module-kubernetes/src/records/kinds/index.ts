export * from './Kind';
export * from './kinds';
