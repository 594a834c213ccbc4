export * from './retry';
export * from './syncOperation';
export * from './syncTask';
export * from './taskRunner';
