export * from './freePort';
export * from './listenOn';
export * from './workQueue';
