export * from './assess';
export * from './assessment';
export * from './bands';
export * from './facts';
export * from './records';
export * from './report';
export * from './restoreTest';
export * from './words';
