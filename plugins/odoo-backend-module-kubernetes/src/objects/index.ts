export * from './applicationSet';
export * from './azureResource';
export * from './describeObject';
export * from './Judgement';
export * from './ready';
export * from './volumeClaim';
export * from './workloads';
