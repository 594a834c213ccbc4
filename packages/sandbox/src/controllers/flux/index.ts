export * from './gitRepositoryController';
export * from './kustomizationController';
export type { GitRepository, Kustomization } from './shapes';
