export * from './access';
export * from './identity';
export * from './kubeconfig';
export * from './sandboxCluster';
export * from './clusterServer';
export * from './serviceAccountUser';
