export * from './collector';
export * from './gitops';
export * from './permissions';
export * from './pullRequests';
export * from './recovery';
