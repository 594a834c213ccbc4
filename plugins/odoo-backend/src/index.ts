export { odooPlugin as default } from './plugin';
