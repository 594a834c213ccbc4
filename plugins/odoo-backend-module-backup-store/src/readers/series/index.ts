export * from './Examination';
export * from './examineFile';
export * from './SeriesReader';
