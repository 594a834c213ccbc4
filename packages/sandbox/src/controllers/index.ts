export * from './argocd';
export * from './outsideWorld';
export * from './runtime/clock';
export type { Logger } from './runtime/controller';
export * from './startControllers';
