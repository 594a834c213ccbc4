export * from './AzureBlobStore';
export * from './http';
export * from './openContainer';
