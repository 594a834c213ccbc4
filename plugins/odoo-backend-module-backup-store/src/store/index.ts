export * from './BlobStore';
export * from './BlobStoreError';
