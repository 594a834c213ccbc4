export * from './AzureAnswer';
export * from './AzureConnection';
export * from './AzureCredential';
export * from './endpoint';
export * from './retry';
