export * from './drawTest';
export * from './awaitResult';
export * from './proposeDueTests';
