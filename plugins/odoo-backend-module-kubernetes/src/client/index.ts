export * from './AgentPool';
export * from './ApiStatusError';
export * from './ClusterClient';
export * from './ClusterTarget';
export * from './discover';
export * from './unreachable';
export * from './listKind';
