export * from './changes';
export * from './choices';
export * from './environments';
export * from './history';
export * from './list';
export * from './recovery';
export * from './releases';
export * from './sources';
