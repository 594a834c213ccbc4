export * from './checksum';
export * from './freezer';
export * from './observedFreezes';
