export * from './createGates';
export * from './evaluateGates';
export * from './Gate';
