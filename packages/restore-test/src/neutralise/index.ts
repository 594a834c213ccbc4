export { neutralise } from './neutralise';
