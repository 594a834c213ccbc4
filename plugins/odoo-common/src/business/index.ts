export * from './baseline';
export * from './figures';
export * from './judgeBusiness';
export * from './phase';
