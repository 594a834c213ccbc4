export * from './cronJobController';
export * from './deploymentController';
export * from './jobController';
export * from './replicaSetController';
export * from './rootCertificatePublisher';
export * from './shapes';
