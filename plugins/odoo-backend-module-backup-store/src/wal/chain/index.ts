export * from './Archive';
export * from './ArchiveBuilder';
export * from './assembleChains';
export * from './chains';
