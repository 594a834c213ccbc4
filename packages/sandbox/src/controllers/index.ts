export * from './argocd';
export * from './baseBackups';
export { podLogOf } from './node';
export * from './outsideWorld';
export * from './runtime/clock';
export type { Logger } from './runtime/controller';
export * from './startControllers';
