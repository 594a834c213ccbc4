export * from './assertStaying';
export * from './awaitStop';
export * from './filesInTheEnd';
