export * from './gitCli';
export * from './gitOpsFeed';
export * from './gitReader';
export * from './parseManifests';
export * from './snapshot';
