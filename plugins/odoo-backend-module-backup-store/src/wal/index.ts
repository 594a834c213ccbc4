export * from './chain';
export * from './format';
export * from './readChains';
export * from './reading';
export * from './walReport';
