export * from './BarmanReader';
