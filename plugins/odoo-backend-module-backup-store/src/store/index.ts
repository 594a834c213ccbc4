export * from './BlobStore';
export * from './BlobStoreError';
export * from './FolderStore';
export * from './pages';
