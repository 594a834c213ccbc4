export { odooModuleMetrics as default } from './module';
