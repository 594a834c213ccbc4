export * from './WalgReader';
