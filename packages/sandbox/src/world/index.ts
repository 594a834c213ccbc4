export * from './ailments';
export * from './environments';
export * from './handEdits';
export * from './loadPlatform';
export * from './outside';
export * from './releases';
export * from './repositorySeed';
export * from './world';
