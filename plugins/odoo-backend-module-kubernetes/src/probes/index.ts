export * from './neededKinds';
export * from './observe';
export * from './probeTable';
export * from './Subject';
