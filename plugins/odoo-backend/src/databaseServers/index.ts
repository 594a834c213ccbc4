export { DatabaseServerModel } from './DatabaseServerModel';
