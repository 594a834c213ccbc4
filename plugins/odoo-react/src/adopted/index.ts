export * from './AdoptedCommits';
