export * from './commitByHand';
export * from './createGitOpsRepository';
