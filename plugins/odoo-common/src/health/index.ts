export * from './assess';
export * from './observation';
export * from './risk';
export * from './verdict';
export * from './verdictAt';
