export * from './eachInItsPlace';
export * from './freezerPods';
export * from './restoreTestPods';
