export * from './collector';
export * from './gitops';
export * from './http';
export * from './permissions';
export * from './pipelines';
export * from './pullRequests';
export * from './recovery';
