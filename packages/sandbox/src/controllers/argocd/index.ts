export * from './applicationController';
export * from './repository';
export * from './shapes';
