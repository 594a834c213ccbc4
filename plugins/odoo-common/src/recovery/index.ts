export * from './assessment';
export * from './facts';
export * from './records';
export * from './report';
export * from './restoreTest';
