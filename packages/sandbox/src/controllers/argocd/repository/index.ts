export * from './gitCli';
export * from './gitOpsFeed';
export * from './gitReader';
export * from './snapshot';
