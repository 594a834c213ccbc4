export * from './kubelet';
export * from './nodeController';
export * from './volumeClaimController';
