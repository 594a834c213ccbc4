export * from './fixtures';
export * from './MemoryStore';
export * from './signedIni';
export * from './PgBackRestRepository';
export * from './readSettled';
export * from './barmanRepository';
export * from './walBlobs';
export * from './walStory';
