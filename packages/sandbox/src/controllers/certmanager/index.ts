export * from './certificateController';
export * from './clusterIssuerController';
