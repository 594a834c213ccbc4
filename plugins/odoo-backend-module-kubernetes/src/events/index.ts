export * from './explain';
export * from './listWarnings';
export * from './Warnings';
