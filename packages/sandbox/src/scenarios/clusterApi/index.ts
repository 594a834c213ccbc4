export * from './clockSkew';
export * from './deadCluster';
export * from './expiredCredentials';
export * from './garbageObjects';
export * from './halfPages';
export * from './throttledCluster';
