export * from './comparison';
export * from './desired';
export * from './targetState';
export * from './tracking';
