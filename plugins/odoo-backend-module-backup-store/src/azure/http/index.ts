export * from './BlobAnswer';
export * from './BlobConnection';
export * from './BlobCredential';
export * from './endpoint';
export * from './retry';
