export * from './argocd';
export * from './baseBackups';
export { podLogOf } from './node';
export * from './outsideWorld';
export * from './podRuntime';
export * from './runtime/clock';
export type { Container, Pod, Volume } from './runtime/podShapes';
export type { Logger } from './runtime/controller';
export * from './startControllers';
