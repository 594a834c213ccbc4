export * from './applicationController';
export * from './projectController';
export * from './shapes';
