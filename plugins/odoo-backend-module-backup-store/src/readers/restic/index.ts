export * from './ResticReader';
