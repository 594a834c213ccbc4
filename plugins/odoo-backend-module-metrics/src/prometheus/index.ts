export type { Sample } from './answer';
export * from './PrometheusClient';
