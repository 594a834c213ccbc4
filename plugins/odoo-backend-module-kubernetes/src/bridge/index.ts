export * from './authProviders';
export * from './ClusterAccess';
export * from './clusterAccessService';
export * from './ClusterAccessSlot';
export * from './clusterTarget';
export * from './kubernetesModule';
