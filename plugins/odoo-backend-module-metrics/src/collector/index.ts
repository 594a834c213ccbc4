export { MetricsCollector } from './MetricsCollector';
