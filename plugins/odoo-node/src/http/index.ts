export * from './HostClient';
export * from './HostRefusal';
export * from './readBounded';
export * from './UnclearAnswer';
