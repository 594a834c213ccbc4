export * from './readFacts';
export * from './storeFacts';
export * from './tables';
