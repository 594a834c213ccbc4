export * from './createGitHubHost';
