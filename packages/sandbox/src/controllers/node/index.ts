export * from './kubelet';
export * from './nodeController';
export * from './podLog';
export * from './volumeClaimController';
