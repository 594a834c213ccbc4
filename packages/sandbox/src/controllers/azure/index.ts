export * from './azureKinds';
export * from './azureResourceController';
