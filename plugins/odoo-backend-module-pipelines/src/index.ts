export { odooModulePipelines as default } from './module';
