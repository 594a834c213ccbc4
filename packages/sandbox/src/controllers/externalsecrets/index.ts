export * from './externalSecretController';
export * from './secretStoreController';
