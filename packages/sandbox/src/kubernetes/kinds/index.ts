export * from './resourceKind';
export * from './kindTable';
export * from './clusterKinds';
