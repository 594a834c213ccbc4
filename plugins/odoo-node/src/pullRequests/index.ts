export * from './extensionPoint';
export * from './PullRequestHost';
