export * from './archiveName';
export * from './compression';
export * from './header';
export * from './history';
export * from './segments';
