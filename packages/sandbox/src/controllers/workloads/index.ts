export * from './cronJobController';
export * from './deploymentController';
export * from './jobController';
export * from './replicaSetController';
export * from './shapes';
