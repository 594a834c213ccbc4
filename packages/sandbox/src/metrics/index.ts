export * from './startPrometheus';
export * from './worldSamples';
