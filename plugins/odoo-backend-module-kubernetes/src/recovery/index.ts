export * from './recoveryFacts';
