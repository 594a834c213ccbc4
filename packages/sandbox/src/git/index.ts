export * from './createGitOpsRepository';
