export * from './createAzureDevOpsHost';
