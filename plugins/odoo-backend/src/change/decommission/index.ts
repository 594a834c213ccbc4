export * from './assertStaying';
export * from './awaitStop';
