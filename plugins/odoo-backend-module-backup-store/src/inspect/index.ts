export * from './discover';
export * from './inspectStore';
