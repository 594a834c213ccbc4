export * from './AgentPool';
export * from './ApiStatusError';
export * from './Circuit';
export * from './ClusterClient';
export * from './ClusterTarget';
export * from './discover';
export * from './listKind';
export * from './unreachable';
