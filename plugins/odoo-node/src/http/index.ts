export * from './HostClient';
export * from './HostRefusal';
