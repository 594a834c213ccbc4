export * from './GitOpsRepository';
