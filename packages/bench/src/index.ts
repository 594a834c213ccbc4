export * from './benchmarks';
