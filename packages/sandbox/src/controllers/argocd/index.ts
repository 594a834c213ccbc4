export * from './applicationController';
export * from './shapes';
