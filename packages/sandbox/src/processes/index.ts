export * from './freePort';
export * from './listenOn';
