export * from './restoreTestPods';
