export { odooModulePullRequests as default } from './module';
