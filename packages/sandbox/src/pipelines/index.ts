export * from './startGitHub';
export * from './workflowRuns';
