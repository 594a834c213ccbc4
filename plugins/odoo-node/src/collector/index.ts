export * from './Collector';
export * from './extensionPoint';
