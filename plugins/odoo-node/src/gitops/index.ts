export * from './GitCliRepository';
export * from './GitOpsRepository';
export * from './serviceRef';
