export * from './AzureBlobStore';
export * from './blobService';
export * from './http';
export * from './openContainer';
