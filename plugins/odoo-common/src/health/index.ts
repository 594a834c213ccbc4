export * from './assess';
export * from './incidents';
export * from './observation';
export * from './risks';
export * from './verdict';
export * from './verdictAt';
